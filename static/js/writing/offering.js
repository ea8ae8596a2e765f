// One line of what is offered while somebody types: a mark and words.
export function option({ value, mark, label }, place) {
  const line = document.createElement('li')
  line.id = `offered-${place}`
  line.setAttribute('role', 'option')
  line.dataset.value = value
  line.append(mark, Object.assign(document.createElement('span'), { textContent: label, dir: 'auto' }))
  return line
}

export function face({ image, letters, hue }) {
  const mark = document.createElement('span')
  mark.className = image ? 'avatar avatar--xs' : `avatar avatar--xs hue-${hue}`
  mark.append(image ? Object.assign(new Image(), { src: image, alt: '' }) : letters)
  return mark
}

// Near the edge of a small screen the list moves to where all of it is seen.
export function keepInSight(expander) {
  const list = expander.querySelector('.suggester')
  if (!list) return
  const { left, right } = list.getBoundingClientRect()
  const over = Math.max(0, right + 8 - document.documentElement.clientWidth) || Math.min(0, left - 8)
  if (over) list.style.left = `calc(${getComputedStyle(list).left} - ${over}px)`
}
