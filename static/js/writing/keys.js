// Keys while writing: Ctrl (or ⌘) with a letter does what the button does, Ctrl+Enter sends. The buttons say which.
const KEYS = {
  b: 'md-bold', i: 'md-italic', k: 'md-link', e: 'md-code',
  'shift+period': 'md-quote', 'shift+digit7': 'md-ordered-list', 'shift+digit8': 'md-unordered-list', 'shift+digit2': 'md-header',
}
const SIGNS = { 'shift+period': 'Shift+.', 'shift+digit7': 'Shift+7', 'shift+digit8': 'Shift+8', 'shift+digit2': 'Shift+2' }
const control = /Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘' : 'Ctrl+'

for (const box of document.querySelectorAll('[data-composer]')) {
  const text = box.querySelector('textarea')
  for (const [key, button] of Object.entries(KEYS)) {
    const shown = box.querySelector(button)
    if (shown) shown.title += ` (${control}${SIGNS[key] ?? key.toUpperCase()})`
  }
  text.addEventListener('keydown', (event) => {
    if (!(event.metaKey || event.ctrlKey) || event.altKey || event.isComposing) return
    if (event.key === 'Enter') return text.form.requestSubmit()
    const name = event.shiftKey ? `shift+${event.code.toLowerCase()}` : event.key.toLowerCase()
    const button = KEYS[name] && box.querySelector(KEYS[name])
    if (!button) return
    event.preventDefault()
    button.click()
  })
}
