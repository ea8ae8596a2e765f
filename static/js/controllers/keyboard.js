// A telephone's keyboard covers the page without telling it: what stands at the lower edge moves above it.
const seen = window.visualViewport
const page = document.documentElement

function fit() {
  const covered = Math.max(0, Math.round(innerHeight - seen.height - seen.offsetTop))
  const open = covered > 120 || seen.height < screen.height * 0.6
  page.style.setProperty('--keyboard', `${covered > 120 ? covered : 0}px`)
  page.classList.toggle('has-keyboard', open && matchMedia('(pointer: coarse)').matches && writing())
}

const writing = () => Boolean(document.activeElement?.closest('[data-composer]'))

if (seen) {
  seen.addEventListener('resize', fit)
  seen.addEventListener('scroll', fit)
  document.addEventListener('focusin', fit)
  document.addEventListener('focusout', () => setTimeout(fit, 50))
}
