// A button of the page's one form (#act): reacts, accepts or takes back without leaving the place one reads at.
// The answer is the page itself; only the post that was acted on is taken from it.
import { toast } from './toasts.js'
import { refresh } from './relative_time.js'

document.addEventListener('click', async (event) => {
  const button = event.target.closest('.post .act[form="act"]')
  const post = button?.closest('.post')
  if (!post) return
  event.preventDefault()
  button.setAttribute('aria-busy', 'true')
  const answer = await send(button).catch(() => null)
  const page = answer && new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page?.getElementById(post.id)
  if (answer?.ok && fresh) return replace(post, fresh, button)
  button.removeAttribute('aria-busy')
  toast(page?.querySelector('h1')?.textContent || button.title)
})

function send(button) {
  const body = new URLSearchParams(new FormData(button.form))
  if (button.name) body.set(button.name, button.value)
  return fetch(button.formAction, { method: 'POST', body, headers: { Accept: 'text/html' } })
}

function replace(post, fresh, button) {
  post.replaceWith(fresh)
  refresh(fresh)
  const again = button.name ? `[name="${button.name}"][value="${button.value}"]` : '.act'
  fresh.querySelector(again)?.focus({ preventScroll: true })
}
