// The place where people write: grows with the text, Ctrl+Enter sends, previews, and quotes what is selected.
import '../../vendor/markdown-toolbar-element-2.2.3/markdown-toolbar-element.js'
import './drafts.js'
import './quoting.js'

for (const box of document.querySelectorAll('[data-composer]')) {
  const text = box.querySelector('textarea')
  const form = text.form
  box.querySelectorAll('markdown-toolbar').forEach((bar) => { bar.hidden = false })
  text.addEventListener('input', () => grow(text))
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) form.requestSubmit()
  })
  const button = form.querySelector('[data-preview-button]')
  button?.addEventListener('click', (event) => {
    event.preventDefault()
    preview(box, text)
  })
  grow(text)
}

function grow(text) {
  if (CSS.supports('field-sizing', 'content')) return
  text.style.blockSize = 'auto'
  text.style.blockSize = `${text.scrollHeight}px`
}

async function preview(box, text) {
  const pane = box.querySelector('[data-preview-pane]')
  const body = new URLSearchParams({ body: text.value, csrf_token: text.form.elements.csrf_token?.value ?? '' })
  const answer = await fetch(box.dataset.preview, { method: 'POST', body }).catch(() => null)
  if (answer?.ok) pane.innerHTML = await answer.text()
}
