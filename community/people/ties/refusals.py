"""What this room says no to; a sentence never tells who blocked whom."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import NotAllowed, Refusal


class TiesRefused(NotAllowed):
    sentence = _l("This person cannot be followed.")


class Oneself(Refusal):
    sentence = _l("This is you. Choose somebody else.")


class TooManyBlocks(Refusal):
    sentence = _l("You have blocked %(most)s people. Lift a block first.")
