// <a class="act--more" href="/posts/7/menu">: the page of things to do, shown as a dialog over the one that is read.
const close = 'M18 6 6 18M6 6l12 12'

document.addEventListener('click', async (event) => {
  const link = event.target.closest('.act--more')
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return
  event.preventDefault()
  const answer = await fetch(link.href).catch(() => null)
  if (!answer?.ok || answer.redirected) return location.assign(link.href)
  show(await answer.text(), link)
})

function show(html, link) {
  const inside = new DOMParser().parseFromString(html, 'text/html').querySelector('.page__main')
  if (!inside) return location.assign(link.href)
  inside.querySelector('.thread__meta')?.remove()
  const dialog = Object.assign(document.createElement('dialog'), { className: 'dialog dialog--menu' })
  dialog.append(closer(dialog), ...inside.childNodes)
  dialog.addEventListener('close', () => { dialog.remove(); link.focus() })
  document.body.append(dialog)
  dialog.showModal()
}

function closer(dialog) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'dialog__close button button--quiet button--round' })
  button.ariaLabel = document.body.dataset.close || 'Close'
  button.innerHTML = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${close}"/></svg>`
  button.addEventListener('click', () => dialog.close())
  return button
}
