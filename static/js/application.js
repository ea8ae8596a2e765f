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

if (document.querySelector('[data-composer]')) import('./controllers/composer.js')
if (document.querySelector('#act')) import('./controllers/acts.js')
