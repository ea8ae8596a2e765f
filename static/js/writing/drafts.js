// Keeps what is being written on the server, two seconds after the last key and when the tab is left. The sequence number
// makes two tabs safe: an older one is refused, says so, and tries no more. One save at a time, none after the text is sent.
for (const box of document.querySelectorAll('[data-draft]')) {
  const text = box.querySelector('textarea')
  const form = text.form
  const keeping = { box, form, timer: 0, changed: false, asked: null, over: false }
  form.addEventListener('input', () => {
    keeping.changed = true
    later(keeping)
  })
  if (text.value !== text.defaultValue) form.dispatchEvent(new Event('input')) // typed before this script came
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    keeping.over = true
    clearTimeout(keeping.timer)
    keeping.asked?.abort()
  })
  document.addEventListener('visibilitychange', () => document.hidden && save(keeping))
  addEventListener('pagehide', () => save(keeping))
  addEventListener('pageshow', (event) => { if (event.persisted) keeping.over = false })
}

function later(keeping) {
  clearTimeout(keeping.timer)
  keeping.timer = setTimeout(save, 2000, keeping)
}

async function save(keeping) {
  clearTimeout(keeping.timer)
  if (keeping.over || keeping.asked || !keeping.changed) return
  keeping.changed = false
  keeping.asked = new AbortController()
  const { box, form } = keeping
  const body = new URLSearchParams(new FormData(form))
  body.set('sequence', box.dataset.sequence || '0')
  const keepalive = body.toString().length < 60_000
  const options = { method: 'POST', body, keepalive, headers: { Accept: 'application/json' }, signal: keeping.asked.signal }
  const answer = await fetch(box.dataset.draft, options).catch(() => null)
  keeping.asked = null
  if (keeping.over) return
  if (answer) show(keeping, answer, await answer.json().catch(() => ({})))
  else keeping.changed = true
  if (keeping.changed) later(keeping)
}

function show(keeping, answer, { sequence, said, title, cautions }) {
  const { box, form } = keeping
  if (answer.ok && sequence) box.dataset.sequence = sequence
  keeping.over = answer.status === 409
  const state = form.querySelector('[data-draft-state]')
  if (state) state.textContent = said || title || ''
  if (cautions) form.querySelector('[data-cautions]').replaceChildren(...cautions.map(caution))
}

function caution(words) {
  const line = Object.assign(document.createElement('p'), { className: 'notice notice--warn', textContent: words })
  line.setAttribute('role', 'status')
  return line
}
