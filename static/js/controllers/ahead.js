// The pill that says "4 new": asks a cheap address (ETag, 304) while the tab is seen, slower when nothing happens.
// Pressed, it brings the new posts into this page as far as they stand on it; otherwise it is the link it seems to be.
import { refresh } from './relative_time.js'

const pill = document.querySelector('[data-ahead]')
const link = pill?.querySelector('a')
const check = pill?.dataset.ahead.split('?')[0]
let pause = 20_000
let etag = ''

async function ask() {
  if (document.hidden) return wait()
  const headers = etag ? { 'If-None-Match': etag } : {}
  const answer = await fetch(`${check}?last=${pill.dataset.last}`, { headers, cache: 'no-store' }).catch(() => null)
  if (answer?.ok) await show(answer)
  else pause = Math.min(pause * 1.5, 300_000)
  wait()
}

async function show(answer) {
  etag = answer.headers.get('ETag') || ''
  const { more, label, url } = await answer.json()
  if (!more) return
  pause = 20_000
  link.textContent = label
  link.href = url
  link.hidden = false
}

async function bring(event) {
  if (event.metaKey || event.ctrlKey || !document.querySelector('.posts .post')) return
  event.preventDefault()
  const answer = await fetch(link.href).catch(() => null)
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html')
  const here = page && answer.url.split('#')[0] === location.href.split(/[?#]/)[0]
  const fresh = here ? [...page.querySelectorAll('.posts .post')].filter((each) => !document.getElementById(each.id)) : []
  if (!fresh.length || page.querySelector('.pager [rel=next]')) return location.assign(link.href)
  document.querySelector('.posts').append(...fresh)
  pill.dataset.last = page.querySelector('[data-ahead]').dataset.last
  etag = ''
  refresh()
  link.hidden = true
  fresh[0].scrollIntoView({ block: 'center' })
}

const wait = () => setTimeout(ask, pause)
if (link && check) {
  wait()
  link.addEventListener('click', bring)
}
