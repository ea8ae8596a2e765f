// <a class="act--link" href="..."> copies its address; with a modifier key it stays a link. On phones it opens the share sheet.
import { toast } from './toasts.js'

document.addEventListener('click', async (event) => {
  const link = event.target.closest('.act--link')
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return
  event.preventDefault()
  if (navigator.share && matchMedia('(pointer: coarse)').matches) {
    return navigator.share({ url: link.href, title: document.title }).catch(() => {})
  }
  await navigator.clipboard.writeText(link.href)
  toast(link.dataset.said || link.title)
})
