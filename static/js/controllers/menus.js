// A menu is a <details data-menu>: one open at a time, closed by Escape or a click elsewhere, walked with the arrows.
const open = () => document.querySelectorAll('details[data-menu][open]')

document.addEventListener('click', ({ target }) => {
  for (const menu of open()) if (!menu.contains(target)) menu.open = false
})

document.addEventListener('keydown', (event) => {
  const menu = event.target.closest?.('details[data-menu][open]')
  if (!menu) return
  if (event.key === 'Escape') {
    menu.open = false
    menu.querySelector('summary').focus()
  }
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    step(menu, event.key === 'ArrowDown' ? 1 : -1)
  }
})

function step(menu, by) {
  const items = [...menu.querySelectorAll('.menu__list :is(a, button):not([hidden])')]
  const next = items.indexOf(document.activeElement) + by
  items.at(next % items.length)?.focus()
}
