// Pictures and files that are chosen, pasted or dropped go up with progress, and stand in the text when they have arrived.
import { insertLine } from './inserting.js'
import { send } from './sending.js'
import { shrunk } from './shrinking.js'
import { describe, row } from './describing.js'

for (const box of document.querySelectorAll('[data-upload]')) {
  const text = box.querySelector('textarea')
  const chooser = Object.assign(document.createElement('input'), { type: 'file', multiple: true })
  box.querySelector('[data-choose]')?.addEventListener('click', () => chooser.click())
  chooser.addEventListener('change', () => {
    bring(box, text, [...chooser.files])
    chooser.value = ''
  })
  text.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (!files.length || event.clipboardData.types.includes('text/plain')) return
    event.preventDefault()
    bring(box, text, files)
  })
  box.addEventListener('dragover', (event) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    box.classList.add('is-target')
  })
  box.addEventListener('dragleave', () => box.classList.remove('is-target'))
  box.addEventListener('drop', (event) => {
    box.classList.remove('is-target')
    if (!event.dataTransfer.files.length) return
    event.preventDefault()
    bring(box, text, [...event.dataTransfer.files])
  })
}

// One after the other, so that they stand in the text in the order they were chosen.
async function bring(box, text, files) {
  const rows = files.map((file) => row(box, file))
  for (const [place, file] of files.entries()) await bringOne(box, text, file, rows[place]).catch(() => {})
}

async function bringOne(box, text, file, { line, bar, name, button }) {
  if (!line.isConnected) return
  const { answered, stop } = send(box.dataset.upload, await shrunk(file), text.form.elements.csrf_token?.value ?? '', (part) => { bar.value = part })
  button.addEventListener('click', stop)
  const told = await answered.catch((refused) => {
    bar.hidden = true
    line.classList.add('upload--refused')
    name.textContent = refused.stopped ? '' : refused.title || refused.detail || '⚠'
  })
  if (!told) return
  insertLine(text, told.markdown)
  describe(line, text, told)
}
