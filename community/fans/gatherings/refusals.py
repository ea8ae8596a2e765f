"""What gatherings say no to."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Invalid, NotAllowed, Refusal


class GatheringFromLevel(NotAllowed):
    sentence = _l(
        "People start gatherings from level %(level)s on. Take part in a few threads first, or ask a moderator to start it."
    )


class TimeWanted(Invalid):
    sentence = _l("Give a day and a time, such as 2026-06-01 19:30.")


class EndAfterStart(Invalid):
    sentence = _l("The end comes after the start, and at most %(days)s days later.")


class StartAhead(Invalid):
    sentence = _l("Pick a start that lies ahead, within two years.")


class ZoneWanted(Invalid):
    sentence = _l("Pick the time zone in which the gathering takes place.")


class PlaceWanted(Invalid):
    sentence = _l("Say where people meet.")


class WebAddressWanted(Invalid):
    sentence = _l("Give a whole web address that begins with https://.")


class CapacityWanted(Invalid):
    sentence = _l("Give a number of places from 1 to 100,000, or leave it empty.")


class MoreComeAlready(Invalid):
    sentence = _l("%(many)s people come already. Give at least as many places.")


class GatheringOver(Refusal):
    sentence = _l("This gathering is over. You may still write in its thread.")


class GatheringOff(Refusal):
    sentence = _l("This gathering was cancelled. You may still write in its thread.")


class CheckInClosed(Refusal):
    sentence = _l("You check in while the gathering is on, and shortly before. Come back then.")


class ComeFirst(Refusal):
    sentence = _l("Say that you come first; then enter the code.")


class NoPlaceYet(Refusal):
    sentence = _l("You are on the waiting list. As soon as a place is free you can check in.")


class WrongCode(Invalid):
    sentence = _l("This is not the code. Look at it again: six letters and figures.")
