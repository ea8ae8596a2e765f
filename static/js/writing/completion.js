// @ offers people, : offers emoji, # offers tags, as soon as a letter follows.
import '../../vendor/text-expander-element-2.9.4/text-expander-element.js'
import { insert } from './inserting.js'
import { face, keepInSight, option } from './offering.js'

const SHORTEST = { '@': 1, ':': 2, '#': 1 }
const found = { '@': people, ':': emoji, '#': tags }

for (const expander of document.querySelectorAll('text-expander')) {
  const box = expander.closest('[data-composer]')
  expander.addEventListener('text-expander-change', ({ detail: { key, text, provide } }) => {
    if (text.length >= SHORTEST[key]) provide(offered(found[key], text, box))
  })
  expander.addEventListener('text-expander-activate', () => requestAnimationFrame(() => keepInSight(expander)))
  expander.addEventListener('text-expander-value', (event) => {
    event.preventDefault()
    const field = expander.querySelector('textarea')
    const start = field.value.lastIndexOf(event.detail.key, field.selectionEnd - 1)
    insert(field, `${event.detail.item.dataset.value} `, start, field.selectionEnd)
    expander.dismiss()
  })
}

async function offered(find, text, box) {
  const options = await find(text.toLowerCase(), box).catch(() => [])
  const fragment = document.createElement('ul')
  fragment.className = 'suggester'
  fragment.setAttribute('role', 'listbox')
  fragment.append(...options.map(option))
  return { matched: options.length > 0, fragment }
}

async function people(text, box) {
  const some = await asked('/completions/people', { q: text, thread: box.dataset.thread ?? '' })
  return some.map((each) => ({ value: `@${each.value}`, mark: face(each), label: `${each.name} @${each.value}` }))
}

async function tags(text) {
  const some = await asked('/completions/tags', { q: text })
  return some.map(({ value }) => ({ value: `[#${value}](/tags/${value})`, mark: '#', label: value }))
}

async function emoji(text) {
  const { named } = await import('./emoji.js')
  return named(text).map(([name, sign]) => ({ value: sign, mark: sign, label: `:${name}:` }))
}

const asked = async (address, query) => (await fetch(`${address}?${new URLSearchParams(query)}`)).json()
