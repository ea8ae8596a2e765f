// Each board may ask its own questions: choosing another brings them, as long as nothing of one's own is written.
import { insert } from './inserting.js'

const board = document.querySelector('[data-starter]')
const text = board.form.querySelector('[data-composer] textarea')
let given = text.value

board.addEventListener('change', async () => {
  if (text.value.trim() && text.value !== given) return
  const answer = await fetch(`/b/${encodeURIComponent(board.value)}/starter`).catch(() => null)
  if (!answer?.ok) return
  const { text: words } = await answer.json()
  if (text.value.trim() && text.value !== given) return
  insert(text, words, 0, text.value.length)
  given = text.value
  board.focus()
})
