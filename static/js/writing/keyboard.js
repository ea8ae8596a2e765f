// A telephone's keyboard covers the page, some without telling it: what stands at the lower edge moves above it.
const seen = window.visualViewport
const page = document.documentElement
let tallest = { width: 0, height: 0 }

function fit() {
  if (seen.width !== tallest.width || seen.height > tallest.height) tallest = { width: seen.width, height: seen.height }
  const covered = Math.max(0, Math.round(innerHeight - seen.height - seen.offsetTop))
  page.style.setProperty('--keyboard', `${covered > 120 ? covered : 0}px`)
  page.classList.toggle('has-keyboard', writing() && touched && seen.height < tallest.height * 0.75)
}

const writing = () => Boolean(document.activeElement?.closest('[data-composer]'))
const touched = matchMedia('(pointer: coarse)').matches

if (seen) {
  fit()
  seen.addEventListener('resize', fit)
  seen.addEventListener('scroll', fit)
  document.addEventListener('focusin', fit)
  document.addEventListener('focusout', () => setTimeout(fit, 50))
}
