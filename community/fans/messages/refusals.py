"""What this room says no to. Who was blocked is never told: the sentence is the same for every closed door."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Invalid, NotAllowed, TooMany


class NobodyToWriteTo(Invalid):
    sentence = _l("Say to whom you write: one or more handles, such as @ada.")


class UnknownPerson(Invalid):
    sentence = _l("Nobody here has the handle %(handle)s. Look them up in the directory of people.")


class DoorClosed(Invalid):
    sentence = _l("%(name)s takes no messages from you at the moment.")


class TooManyPeople(Invalid):
    sentence = _l("A conversation has room for %(most)s people. Leave some out.")


class NotYet(NotAllowed):
    sentence = _l(
        "New accounts cannot write private messages yet. Your settings say what leads to the next level."
    )


class EnoughMessages(TooMany):
    sentence = _l("You have written %(most)s messages today. Your text is kept; send it tomorrow.")


class NotSent(Invalid):
    sentence = _l("This text cannot be sent. Take out what looks like advertising and try again.")


class MayNotWrite(NotAllowed):
    sentence = _l("Your account may read but not write for now.")
