// <a href="/page" data-dialog="id"> opens <dialog id="id"> instead of the page that does the same.
document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-dialog]')
  const dialog = opener && document.getElementById(opener.dataset.dialog)
  if (!dialog || event.metaKey || event.ctrlKey) return
  event.preventDefault()
  dialog.showModal()
})

document.addEventListener('click', ({ target }) => {
  if (target instanceof HTMLDialogElement) target.close()
})
