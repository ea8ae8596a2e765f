// Resting on a person's link, or reaching it with the keyboard, shows who they are. Touch simply follows the link.
const REST = 450
const card = document.createElement('div')
card.className = 'hover-card'
card.popover = 'manual'
const known = new Map()
let timer
let anchor

function personOf(target) {
  const link = target.closest?.('main a[href^="/@"]')
  return link && /^\/@[^/]+$/.test(link.pathname) ? link : null
}

async function show(link) {
  const path = `${link.pathname}/card`
  if (!known.has(path)) {
    const answer = await fetch(path, { headers: { 'HX-Request': 'true' } })
    known.set(path, answer.ok ? await answer.text() : '')
  }
  if (anchor !== link || !known.get(path)) return
  card.innerHTML = known.get(path)
  if (!card.isConnected) document.body.append(card)
  card.showPopover()
  place(link.getBoundingClientRect())
}

function place(at) {
  const { offsetWidth: wide, offsetHeight: high } = card
  const fits = at.bottom + high + 8 < innerHeight
  card.style.top = `${fits ? at.bottom + 4 : Math.max(8, at.top - high - 4)}px`
  card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - wide - 8))}px`
}

function wait(link) {
  clearTimeout(timer)
  anchor = link
  timer = setTimeout(show, REST, link)
}

function leave() {
  clearTimeout(timer)
  anchor = undefined
  timer = setTimeout(() => card.isConnected && card.hidePopover(), 200)
}

document.addEventListener('pointerover', ({ target, pointerType }) => {
  if (pointerType !== 'mouse') return
  const link = personOf(target)
  if (link) wait(link)
  else if (card.contains(target)) clearTimeout(timer)
  else leave()
})
document.addEventListener('focusin', ({ target }) => {
  if (card.contains(target)) return
  const link = target.matches?.(':focus-visible') && personOf(target)
  if (link) wait(link)
  else leave()
})
document.addEventListener('keydown', ({ key }) => key === 'Escape' && leave())
