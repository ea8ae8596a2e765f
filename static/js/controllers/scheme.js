// The switch between light and dark; without a choice the page follows the system.
const root = document.documentElement
const dark = () => getComputedStyle(root).colorScheme === 'dark' || (root.dataset.scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)

for (const button of document.querySelectorAll('[data-scheme-switch]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    root.dataset.scheme = dark() ? 'light' : 'dark'
    try { localStorage.setItem('scheme', root.dataset.scheme) } catch { /* storage is off: this page only */ }
  })
}
