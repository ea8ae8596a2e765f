from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Invalid


class ReminderTooFar(Invalid):
    sentence = _l("Choose a day that is still to come, within the next five years.")
    fields = {"on": sentence}
