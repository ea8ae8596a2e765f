// A reaction is a button of a plain form; here its post is exchanged for the answer, so the page stays where it is.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('.post .act[formaction*="/reactions"]')
  if (!button || !button.form) return
  event.preventDefault()
  const body = new FormData(button.form, button)
  button.disabled = true
  const answer = await fetch(button.formAction, { method: 'POST', body, headers: { 'HX-Request': 'true' } }).catch(() => null)
  button.disabled = false
  if (!answer || !(answer.headers.get('Content-Type') || '').startsWith('text/html')) return
  if (answer.ok) exchange(button.closest('.post'), await answer.text(), button.value)
  else button.form.requestSubmit(button)
})

function exchange(post, html, kind) {
  const fresh = document.createRange().createContextualFragment(html).querySelector('.post')
  if (!fresh) return
  post.replaceWith(fresh)
  fresh.querySelector(`.act[value="${CSS.escape(kind)}"]`)?.focus()
}
