// A film of another site plays in its card after a click; before it, nobody but us is asked.
document.addEventListener('click', (event) => {
  const card = event.target.closest('a[data-embed]')
  if (!card || event.metaKey || event.ctrlKey || event.shiftKey) return
  event.preventDefault()
  const frame = Object.assign(document.createElement('iframe'), {
    className: 'embed', src: card.dataset.embed, title: card.textContent, allowFullscreen: true,
    allow: 'autoplay; fullscreen; encrypted-media; picture-in-picture', referrerPolicy: 'strict-origin-when-cross-origin',
  })
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-presentation allow-popups')
  card.replaceWith(frame)
  frame.focus()
})
