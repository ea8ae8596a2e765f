// Threads that may say the same already, while the title is typed.
import { paused } from './inserting.js'

const place = document.querySelector('[data-similar]')
const title = place.closest('form').elements.title
let asked = ''

const look = paused(async () => {
  const words = title.value.trim()
  if (words === asked) return
  asked = words
  if (words.length < 6) return place.replaceChildren()
  const answer = await fetch(`${place.dataset.similar}?${new URLSearchParams({ title: words })}`).catch(() => null)
  if (answer?.ok && asked === words) place.innerHTML = await answer.text()
}, 500)

title.addEventListener('input', (event) => { if (!event.isComposing) look() })
title.addEventListener('compositionend', look)
