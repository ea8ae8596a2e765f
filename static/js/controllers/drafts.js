// Keeps what is being written on the server, two seconds after the last key. The sequence number makes two tabs safe:
// an older one is refused and the page says so.
for (const box of document.querySelectorAll('[data-draft]')) {
  const text = box.querySelector('textarea')
  const state = text.form.querySelector('[data-draft-state]')
  let timer
  text.form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => save(box, text.form, state), 2000)
  })
}

async function save(box, form, state) {
  const body = new URLSearchParams(new FormData(form))
  body.set('sequence', box.dataset.sequence || '0')
  const answer = await fetch(box.dataset.draft, { method: 'POST', body, headers: { Accept: 'application/json' } }).catch(() => null)
  if (!answer) return
  const { sequence, said, title } = await answer.json().catch(() => ({}))
  if (answer.ok && sequence) box.dataset.sequence = sequence
  if (state) state.textContent = said || title || ''
}
