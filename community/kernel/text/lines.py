"""What people type, made fit to keep: one line (names, titles) or a block (posts)."""

import re
import unicodedata
from functools import cache

from community.kernel.text.refusals import BadText, TextMissing, TextTooLong

UNREADABLE = re.compile("[\x00\ud800-\udfff]")
CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ufff9-\ufffb]")
DIRECTION_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f"
    "\u3164\ufeff\uffa0\U0001bca0-\U0001bca3\U000e0000-\U000e0fff]"
)
BLANKS = re.compile(r"[\s\u2800]+")
JOINERS = re.compile("[\u200c\u200d]+")
LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")
MARKS_IN_A_ROW = 4
RARE_SCRIPTS = re.compile("[\U00010000-\U0001efff\U000e0100-\U000e01ef]")
# Scripts whose letters join or stack, where U+200C and U+200D change the reading.
JOINING = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]"
)


def clean_line(value: str, max_length: int, *, empty: bool = False) -> str:
    """One line of visible text, NFC, at most `max_length` characters; `empty` says whether nothing is allowed."""
    refuse_unreadable(value)
    refuse_flood(value, max_length)
    line = one_line(value)
    if len(line) > max_length:
        raise TextTooLong(most=max_length)
    if not line and not empty:
        raise TextMissing()
    return line


def clean_block(value: str, max_length: int, *, empty: bool = False) -> str:
    """Text of many lines with its blanks kept; line ends become `\\n`, control and override characters go."""
    refuse_unreadable(value)
    if len(value) > max_length * 2:
        raise TextTooLong(most=max_length)
    block = visible(LINE_ENDS.sub("\n", value))
    if len(block) > max_length:
        raise TextTooLong(most=max_length)
    if not empty and not block.strip():
        raise TextMissing()
    return block


def visible(text: str) -> str:
    """Without control characters, direction overrides and towers of marks; everything else stays as it is."""
    text = CONTROLS.sub("", text)
    return text if text.isascii() else fewer_marks(DIRECTION_OVERRIDES.sub("", text))


def plain(name: str, max_length: int) -> str:
    """A name as text, shortened instead of refused: for what other machines tell us (providers, feeds, imports)."""
    readable = UNREADABLE.sub("", name[: max_length * 20])
    return one_line(readable)[:max_length].rstrip()


def refuse_unreadable(value: str) -> None:
    if not isinstance(value, str) or UNREADABLE.search(value):
        raise BadText()


def refuse_flood(value: str, max_length: int) -> None:
    """Blanks may be many (they collapse), but not without end."""
    if len(value) > max(32_000, max_length * 20):
        raise TextTooLong(most=max_length)


def one_line(value: str) -> str:
    line = BLANKS.sub(" ", CONTROLS.sub("", value)).strip()
    if line.isascii():
        return line
    line = INVISIBLE.sub("", DIRECTION_OVERRIDES.sub("", line))
    line = JOINERS.sub(joiner_where_it_counts, line)
    line = unicodedata.normalize("NFC", fewer_marks(line))
    return BLANKS.sub(" ", line).strip()


def joiner_where_it_counts(found: re.Match[str]) -> str:
    """One joiner between two characters of a joining script or inside an emoji; none elsewhere."""
    text, start, end = found.string, found.start(), found.end()
    if start == 0 or end == len(text) or text[end].isspace() or text[start - 1].isspace():
        return ""
    if JOINING.match(text, start - 1) or JOINING.match(text, end):
        return found[0][0]
    in_emoji = found[0][0] == "\u200d" and pictorial(text[start - 1]) and pictorial(text[end])
    return found[0][0] if in_emoji else ""


def pictorial(character: str) -> bool:
    return character == "\ufe0f" or unicodedata.category(character) in ("So", "Sk")


def fewer_marks(text: str) -> str:
    """At most four marks on one letter: more would paint over the lines around it."""
    text = stacked_marks(0x300, 0xFFFF).sub(first_marks, text)
    return (
        stacked_marks(0x300, 0x1FFFF).sub(first_marks, text) if RARE_SCRIPTS.search(text) else text
    )


def first_marks(tower: re.Match[str]) -> str:
    return tower[0][:MARKS_IN_A_ROW]


@cache
def stacked_marks(start: int, end: int) -> re.Pattern[str]:
    """re is quick only with sets that stay within the first 65,536 characters, so the wide one is asked seldom."""
    marks = "".join(
        c for c in map(chr, range(start, end)) if unicodedata.category(c) in ("Mn", "Me")
    )
    one_mark = f"[{marks}\U000e0100-\U000e01ef]"
    return re.compile(f"{one_mark}{one_mark}{{{MARKS_IN_A_ROW},}}")
