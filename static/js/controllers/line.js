// The slim line of time beside a thread: follows the post that is being read.
const here = document.querySelector('[data-line-here]')

if (here) {
  const total = here.closest('[data-line]').dataset.total
  const seen = new IntersectionObserver((entries) => {
    const entry = entries.find((each) => each.isIntersecting)
    if (entry) here.textContent = `${numeral(entry.target.id.slice(1))} / ${numeral(total)}`
  }, { rootMargin: '-20% 0px -70% 0px' })
  document.querySelectorAll('.post[id^="p"]').forEach((post) => seen.observe(post))
}

function numeral(value) {
  return Number(value).toLocaleString(document.documentElement.lang)
}
