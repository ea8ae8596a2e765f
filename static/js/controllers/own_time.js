// Says a moment in the clock of this device where it differs from that of the gathering.
const language = document.documentElement.lang || 'en'
const own = Intl.DateTimeFormat().resolvedOptions().timeZone
const days = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', calendar: 'gregory' })
const hours = new Intl.DateTimeFormat(language, { timeStyle: 'short' })

function tell(place) {
  const starts = new Date(place.dataset.ownTime), ends = new Date(place.dataset.until)
  if (clock(starts, place.dataset.zone) === clock(starts, own)) return
  const sameDay = starts.toDateString() === ends.toDateString()
  place.querySelector('[data-said]').textContent = `${days.format(starts)} – ${(sameDay ? hours : days).format(ends)}`
  place.hidden = false
}

function clock(moment, timeZone) {
  return new Intl.DateTimeFormat('en', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(moment)
}

function preset(select) {
  if (select.value !== 'UTC' || select.form.elements.event_starts.value) return
  if (![...select.options].some(each => each.value === own)) select.add(new Option(own.replaceAll('_', ' '), own))
  select.value = own
}

export function refresh(root = document) {
  root.querySelectorAll('[data-own-time]').forEach(tell)
}

refresh()
document.querySelectorAll('select[data-own-zone]').forEach(preset)
document.addEventListener('htmx:after:swap', () => refresh())
