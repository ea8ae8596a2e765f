// What will be stored, as the server renders it: from the button on it follows the text, and stays on for the next time.
import { paused } from './inserting.js'

for (const box of document.querySelectorAll('[data-composer]')) {
  const text = box.querySelector('textarea')
  const button = text.form.querySelector('[data-preview-button]')
  const pane = box.querySelector('[data-preview-pane]')
  if (!button) continue
  const state = { on: false, asked: null }
  const follow = paused(() => state.on && show(box, text, pane, state), 600)
  const turn = (on) => {
    state.on = on
    button.setAttribute('aria-pressed', on)
    remember(on)
    on ? show(box, text, pane, state) : pane.replaceChildren()
  }
  button.addEventListener('click', (event) => {
    event.preventDefault()
    turn(!state.on)
  })
  text.addEventListener('input', follow)
  if (remembered()) turn(true)
}

async function show(box, text, pane, state) {
  state.asked?.abort()
  const asked = state.asked = new AbortController()
  const body = new URLSearchParams({ body: text.value, csrf_token: text.form.elements.csrf_token?.value ?? '' })
  const answer = await fetch(box.dataset.preview, { method: 'POST', body, signal: asked.signal }).catch(() => null)
  if (!answer?.ok || asked.signal.aborted || !state.on) return
  const rendered = await answer.text()
  if (!asked.signal.aborted) pane.innerHTML = rendered
}

function remembered() {
  try {
    return localStorage.getItem('preview') === 'on'
  } catch {
    return false
  }
}

function remember(on) {
  try {
    localStorage.setItem('preview', on ? 'on' : 'off')
  } catch {
    // Some browsers keep nothing; then it is off the next time.
  }
}
