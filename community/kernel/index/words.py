"""From text to words: one spelling for what people type in several ways, whatever the language.

Persian and Arabic keyboards give different code points for the same letter, half spaces (U+200C) come and
go, digits have three shapes: all are folded to one. So are accents, except German umlauts, which the
German stemmer wants to see.
"""

import re
import unicodedata

LONGEST_WORD = 64
MOST_WORDS = 12_000

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

_SAME = {
    "ي": "ی", "ى": "ی", "ئ": "ی", "ې": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ە": "ه", "ؤ": "و",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "’": "'", "ʼ": "'", "‘": "'", "ı": "i", "ø": "o", "đ": "d", "ł": "l",
    "\u200c": "", "\u200d": "", "\u0640": "", "\u00ad": "",
}  # fmt: skip
_DIGITS = {base + digit: str(digit) for base in (0x06F0, 0x0660) for digit in range(10)}
_ARABIC_MARKS = dict.fromkeys(
    [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD)], ""
)
FOLDS = str.maketrans(_SAME) | _DIGITS | _ARABIC_MARKS

MARKS = re.compile("[\u0300-\u036f]+")
MARKS_BUT_UMLAUTS = re.compile("(?<![aou])\u0308|[\u0300-\u0307\u0309-\u036f]")


def folded(text: str, *, umlauts: bool = False) -> str:
    """Lower case, one code point for one letter, no accents, no half spaces; `umlauts` keeps ä, ö, ü."""
    if text.isascii():
        return text.casefold()
    text = unicodedata.normalize("NFKC", text).casefold().translate(FOLDS)
    return text if text.isascii() else without_accents(text, umlauts=umlauts)


def without_accents(text: str, *, umlauts: bool = False) -> str:
    marks = MARKS_BUT_UMLAUTS if umlauts else MARKS
    return unicodedata.normalize("NFC", marks.sub("", unicodedata.normalize("NFD", text)))


def split(text: str) -> list[str]:
    """The words of folded text, in order."""
    return [word[:LONGEST_WORD] for word in WORD.findall(text)[:MOST_WORDS]]
