"""Which kinds of thread there are, and which of them a board takes."""

from typing import Any

from community.kernel.refusals import Invalid
from community.kernel.room import house
from community.kernel.slots import ThreadKind

from .refusals import BoardTakesOtherKinds

UNKNOWN = ThreadKind("", "", offered=False)
PLAIN = "discussion"


def all_kinds() -> list[ThreadKind]:
    return house().slots.of(ThreadKind)


def named(name: str) -> ThreadKind:
    """A kind whose room has gone is read like a discussion."""
    return house().slots.named(ThreadKind, name) or UNKNOWN


def startable() -> list[ThreadKind]:
    return [each for each in all_kinds() if each.offered and each.ready()]


def in_board(board: Any) -> list[ThreadKind]:
    """What people may start there; `board` needs its purpose and kinds."""
    if board.purpose == "blog":
        return [named("article")]
    allowed = board.kinds.split() if isinstance(board.kinds, str) else board.kinds
    return [each for each in startable() if not allowed or each.name in allowed]


def for_board(name: str, board: Any) -> ThreadKind:
    """The kind if the board takes it; the refusal names what it takes."""
    taken = in_board(board)
    for each in taken:
        if each.name == name:
            return each
    if not named(name).offered:
        raise Invalid(fields={"kind": Invalid.sentence})
    kinds = ", ".join(str(each.label) for each in taken)
    refusal = BoardTakesOtherKinds(kinds=kinds)
    refusal.fields = {"kind": refusal.sentence % {"kinds": kinds}}
    raise refusal


def marks() -> dict[str, str]:
    """What a list says beside a title; a plain discussion needs no mark."""
    return {each.name: str(each.label) for each in all_kinds() if each.name != PLAIN}
