// Two switches a browser remembers: light or dark (without a choice the page follows the system), and rows close together.
const root = document.documentElement
const system = matchMedia('(prefers-color-scheme: dark)')

on('[data-scheme-switch]', 'scheme', () => (root.dataset.scheme || (system.matches ? 'dark' : 'light')) === 'dark' ? 'light' : 'dark')
on('[data-density-switch]', 'density', () => root.dataset.density === 'dense' ? '' : 'dense')

function on(selector, choice, next) {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = false
    button.addEventListener('click', () => keep(choice, next()))
  }
}

function keep(choice, value) {
  root.dataset[choice] = value
  try { localStorage.setItem(choice, value) } catch { /* storage is off: this page only */ }
}
