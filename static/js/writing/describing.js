// A line for each upload; what a picture shows, in words, is asked for there and written into the text.
import { insert } from './inserting.js'

export function row(box, file) {
  const line = box.querySelector('[data-upload-row]').content.firstElementChild.cloneNode(true)
  const [name, bar, button] = ['.upload__name', 'progress', 'button'].map((each) => line.querySelector(each))
  name.textContent = file.name
  button.addEventListener('click', () => line.remove())
  box.querySelector('[data-uploads]').append(line)
  return { line, bar, name, button }
}

export function describe(line, text, { url, kind }) {
  line.querySelector('progress').hidden = true
  if (kind !== 'picture') return
  const picture = line.querySelector('img')
  picture.src = url
  picture.hidden = false
  line.querySelector('.upload__name').hidden = true
  const alt = line.querySelector('.upload__alt')
  alt.hidden = false
  alt.addEventListener('change', () => setTimeout(write, 0, text, url, alt.value))
  alt.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    text.focus()
  })
}

function write(text, url, words) {
  const end = text.value.indexOf(`](${url})`)
  const start = text.value.lastIndexOf('![', end)
  if (end < 0 || start < 0) return
  const [next, caret] = [document.activeElement, text.selectionStart]
  const shown = words.trim().replace(/\s+/g, ' ').replace(/[\\[\]`*_<>!]/g, '\\$&')
  insert(text, `![${shown}`, start, end)
  const moved = caret >= end ? caret + shown.length + 2 - (end - start) : caret
  text.setSelectionRange(moved, moved)
  if (next && next !== document.body) next.focus({ preventScroll: true })
}
