// Words put into a text field as if they were typed, so that the browser's own undo takes them out again.
export function insert(field, words, start = field.selectionStart, end = field.selectionEnd) {
  field.focus({ preventScroll: true })
  field.setSelectionRange(start, end)
  if (words ? document.execCommand('insertText', false, words) : document.execCommand('delete')) return
  field.setRangeText(words, start, end, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
}

// On lines of their own, where the cursor is.
export function insertLine(field, words) {
  const before = field.value.slice(0, field.selectionStart)
  const gap = !before || before.endsWith('\n') ? '' : '\n\n'
  insert(field, `${gap}${words}\n`)
}

// At the end, after an empty line.
export function append(field, words) {
  const end = field.value.length
  const gap = field.value.trim() ? (field.value.endsWith('\n\n') ? '' : '\n\n') : ''
  insert(field, gap + words, field.value.trim() ? end : 0, end)
}

// Not again for every key, only when somebody pauses.
export function paused(act, milliseconds) {
  let timer
  return (...given) => {
    clearTimeout(timer)
    timer = setTimeout(act, milliseconds, ...given)
  }
}
