// The place where people write, fetched when somebody goes there: grows with the text, undo is the browser's own.
import '../../vendor/markdown-toolbar-element-2.2.3/markdown-toolbar-element.js'
import './drafts.js'
import './live_preview.js'
import './keys.js'
import './keyboard.js'

for (const box of document.querySelectorAll('[data-composer]')) {
  const text = box.querySelector('textarea')
  box.querySelectorAll('markdown-toolbar').forEach((bar) => { bar.hidden = false })
  text.addEventListener('input', () => grow(text))
  grow(text)
}

if (document.querySelector('[data-upload]')) {
  import('./uploads.js')
  import('./completion.js')
}
if (document.querySelector('[data-similar]')) import('./similar.js')
if (document.querySelector('[data-starter]')) import('./starters.js')

function grow(text) {
  if (CSS.supports('field-sizing', 'content')) return
  text.style.blockSize = 'auto'
  text.style.blockSize = `${text.scrollHeight}px`
}
