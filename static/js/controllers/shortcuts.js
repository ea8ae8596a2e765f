// One key at a time, never while somebody types: "/" goes to search, j and k walk lists, Enter opens,
// and an element with data-key="a" is pressed by its letter (the review queue says which).
const rows = () => [...document.querySelectorAll('[data-list] > *, .queue__item')]

document.addEventListener('keydown', (event) => {
  if (event.metaKey || event.ctrlKey || event.altKey || writing(event.target)) return
  if (event.key === 'j' || event.key === 'k') return walk(event.key === 'j' ? 1 : -1)
  const wanted = document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)
  const target = [...wanted].find((each) => each.checkVisibility())
  if (!target) return
  event.preventDefault()
  target.matches('input, textarea, select') ? target.focus() : target.click()
})

function writing(target) {
  return target.matches?.('input, textarea, select, [contenteditable]')
}

function walk(by) {
  const all = rows()
  if (!all.length) return
  const now = all.findIndex((row) => row.matches('[aria-current="true"]') || row.contains(document.activeElement))
  const next = all[Math.min(Math.max(now + by, 0), all.length - 1)]
  const link = next.matches('a') ? next : next.querySelector('a[href]')
  link?.focus()
  next.scrollIntoView({ block: 'nearest' })
  if (next.matches('.queue__item')) link?.click()
}
