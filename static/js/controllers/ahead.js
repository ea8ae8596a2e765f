// The pill that says "4 new": asks a cheap address (ETag, 304) while the tab is seen, slower when nothing happens.
const pill = document.querySelector('[data-ahead]')
const link = pill?.querySelector('a')
let pause = 20_000
let etag = ''

async function ask() {
  if (document.hidden) return wait()
  const answer = await fetch(pill.dataset.ahead, { headers: etag ? { 'If-None-Match': etag } : {} }).catch(() => null)
  if (answer?.ok) await show(answer)
  else pause = Math.min(pause * 1.5, 300_000)
  wait()
}

async function show(answer) {
  etag = answer.headers.get('ETag') || ''
  const { last, label, url } = await answer.json()
  if (last <= Number(pill.dataset.last)) return
  pause = 20_000
  link.textContent = label
  if (url) link.href = url
  link.hidden = false
}

const wait = () => setTimeout(ask, pause)
if (link && pill.dataset.ahead) wait()
