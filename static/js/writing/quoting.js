// "Reply" on a post quotes what is selected in it and opens the composer as a sheet, without leaving the page.
import { append } from './inserting.js'

const sheet = document.querySelector('.sheet')
const text = sheet?.querySelector('[data-composer] textarea')
let chosen = { post: null, words: '' }

// Remembered, because touching the button lets the selection go on some telephones.
document.addEventListener('selectionchange', () => {
  const selection = getSelection()
  const around = selection.rangeCount && selection.getRangeAt(0).commonAncestorContainer
  const prose = around && (around.nodeType === 1 ? around : around.parentElement)?.closest('.post .prose')
  if (prose && !selection.isCollapsed) chosen = { post: prose.closest('.post'), words: String(selection).trim() }
})

document.addEventListener('click', (event) => {
  const link = event.target.closest('.act--reply')
  if (!link && event.target.closest('.post')) chosen = { post: null, words: '' }
  if (!link || !text || event.metaKey || event.ctrlKey) return
  event.preventDefault()
  const post = link.closest('.post')
  const to = sheet.querySelector('[name="reply_to"]')
  if (to) to.value = post.id.slice(1)
  sheet.classList.add('is-open')
  const words = quoted(post)
  if (words && !text.value.includes(words)) append(text, words)
  text.focus({ preventScroll: true })
  keepInSight(post)
})

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) sheet?.classList.remove('is-open')
})

// The sheet never covers what is being answered.
function keepInSight(post) {
  const hidden = post.getBoundingClientRect().bottom - sheet.getBoundingClientRect().top
  if (hidden > 0) scrollBy({ top: hidden + 12, behavior: 'smooth' })
}

// Named, and with the way back to the post, as the page for replying without JavaScript has it.
function quoted(post) {
  const words = chosen.post?.id === post.id ? chosen.words : ''
  const place = new URL(post.querySelector('.post__when')?.href ?? `#${post.id}`, location.href)
  const head = `> @${post.dataset.author} [↩](${decodeURI(place.pathname)}${place.hash})\n>\n`
  chosen = { post: null, words: '' }
  return words ? `${head}${words.replace(/^/gm, '> ')}\n\n` : ''
}
