// Each behaviour is one controller; a page works without any of them.
import './controllers/relative_time.js'
import './controllers/menus.js'
import './controllers/dialogs.js'
import './controllers/menu_pages.js'
import './controllers/shortcuts.js'
import './controllers/scheme.js'
import './controllers/toasts.js'
import './controllers/copy_link.js'
import './controllers/ahead.js'
import './controllers/fragments.js'
import './controllers/line.js'
import './controllers/reacting.js'
import './controllers/person_cards.js'

if (document.querySelector('.sheet [data-composer]')) import('./writing/quoting.js')
if (document.querySelector('[data-embed], [data-composer]')) import('./controllers/embeds.js')
const place = document.querySelector('[data-composer]')
if (place) comeWhenNeeded(place)
if (document.querySelector('[data-own-time], [data-own-zone]')) import('./controllers/own_time.js')
if (document.querySelector('#act')) import('./controllers/acts.js')

// What writing needs is fetched when somebody goes there or it comes into sight.
function comeWhenNeeded(place) {
  const open = () => import('./writing/composer.js')
  place.addEventListener('focusin', open, { once: true })
  const sight = new IntersectionObserver((seen) => {
    if (!seen.some((each) => each.isIntersecting)) return
    sight.disconnect()
    open()
  }, { rootMargin: '100px' })
  sight.observe(place)
}
