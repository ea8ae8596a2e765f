// A short word about something that happened elsewhere on the page; it leaves by itself.
const place = () => document.querySelector('[data-toasts]')

export function toast(text) {
  const note = Object.assign(document.createElement('p'), { className: 'toast', textContent: text })
  place()?.append(note)
  setTimeout(() => note.remove(), 5000)
}

document.addEventListener('toast', ({ detail }) => toast(detail.text ?? detail.value ?? detail))
