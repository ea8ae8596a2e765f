"""Names in addresses: slugs people can read and skeletons that show look-alikes."""

import re
import unicodedata

SLUG_LENGTH = 60
SEPARATORS = re.compile(r"[\s_.\-\u00b7\u2010-\u2015\u2024\u2027\u2212\u30fb]+")
# What looks like a Latin letter and is none; compatibility forms (fullwidth, mathematical) fold by NFKD.
LOOK_ALIKES = str.maketrans(
    {
        **dict(zip("авеёзіїјкмнорстухѕԁһԛԝґьүӏ", "abee3iijkmhopctyxsdhqwrbyl", strict=True)),
        **dict(zip("αβγεηικνορτυχωϲϳ", "abyenikvoptuxwcj", strict=True)),
        **dict(zip("աեոսհցքզօյ", "wtnuhgpqoj", strict=True)),
        **dict(zip("ıȷɑɡɩɪʏʟɴʙʜᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜱ", "ijagiiylnbhacdejkmoptuvwzs", strict=True)),
        **dict(zip("łøđħŧƀɓɗɠƙɲʋƴ", "lodhtbbdgknvy", strict=True)),
        **dict(zip("٠۰०০੦૦๐໐၀ο", "oooooooooo", strict=True)),
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "ſ": "s",
        "@": "a",
        "$": "s",
        "0": "o",
        "1": "l",
        "i": "l",
        "|": "l",
        "!": "l",
        "ǀ": "l",
        "١": "l",
        "۱": "l",
    }
)
PAIRS = (("rn", "m"), ("vv", "w"))


def slugify(title: str) -> str:
    """A readable part of an address: letters of any script, lower case, at most 60 characters; `-` if none is left."""
    lowered = unicodedata.normalize("NFC", title[:400].lower())
    words = "".join(c if is_of_word(c) else " " for c in lowered).split()
    slug = "-".join(words)[: SLUG_LENGTH + 1]
    if len(slug) > SLUG_LENGTH:
        slug = slug.rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug.strip("-") or "-"


def is_of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")


def skeleton(handle: str) -> str:
    """Two handles with one skeleton look alike: `admin`, `adm1n`, `a.d.m.i.n`, `аdmin` with a Cyrillic letter."""
    folded = unicodedata.normalize("NFKD", handle[:200].casefold()).casefold()
    letters = "".join(c for c in folded if unicodedata.category(c) not in ("Mn", "Me", "Cf", "Cc"))
    bare = SEPARATORS.sub("", letters.translate(LOOK_ALIKES).translate(LOOK_ALIKES))
    for pair, letter in PAIRS:
        bare = bare.replace(pair, letter)
    return bare
