// Keeps <time data-relative> true while the page stays open, in the page's language.
const UNITS = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]]
const MONTH = 2592000
const language = document.documentElement.lang || 'en'
const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium', calendar: 'gregory' })
const moments = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', calendar: 'gregory' })

function tell(time) {
  const moment = new Date(time.dateTime)
  if (isNaN(moment)) return
  time.textContent = said(moment)
  time.title = moments.format(moment)
}

function said(moment) {
  const seconds = (moment - Date.now()) / 1000
  if (Math.abs(seconds) >= MONTH) return dates.format(moment)
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) || UNITS.at(-1)
  return words.format(Math.round(seconds / size), unit)
}

export function refresh(root = document) {
  root.querySelectorAll('time[data-relative]').forEach(tell)
}

refresh()
setInterval(() => document.hidden || refresh(), 60_000)
document.addEventListener('htmx:after:swap', () => refresh())
