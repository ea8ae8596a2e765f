// "Reply" on a post quotes what is selected in it and opens the composer as a sheet, without leaving the page.
const sheet = document.querySelector('.sheet')
const text = sheet?.querySelector('[data-composer] textarea')

document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-quote]')
  if (!link || !text) return
  event.preventDefault()
  const post = link.closest('.post')
  const to = sheet.querySelector('[name="reply_to"]')
  if (to) to.value = post.id.slice(1)
  insert(quoted(post))
  sheet.classList.add('is-open')
  text.focus({ preventScroll: true })
  keepInSight(post)
})

document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') sheet?.classList.remove('is-open')
})

// The sheet never covers what is being answered.
function keepInSight(post) {
  const hidden = post.getBoundingClientRect().bottom - sheet.getBoundingClientRect().top
  if (hidden > 0) scrollBy({ top: hidden + 12, behavior: 'smooth' })
}

function quoted(post) {
  const chosen = getSelection()
  const inside = chosen.rangeCount && post.querySelector('.prose').contains(chosen.getRangeAt(0).commonAncestorContainer)
  const words = inside ? String(chosen).trim() : ''
  return words ? `> @${post.dataset.author}\n${words.replace(/^/gm, '> ')}\n\n` : ''
}

function insert(words) {
  if (!words || text.value.includes(words)) return
  text.value += (text.value.trim() ? '\n\n' : '') + words
  text.dispatchEvent(new Event('input', { bubbles: true }))
}
