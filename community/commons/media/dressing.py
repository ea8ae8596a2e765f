"""The cleaned HTML of a text, with what we know of the uploads in it: sizes, smaller versions, players, cards of files.

It runs after the cleaner, finds only tags in the one form that the cleaner writes, and adds only what stands here.
"""

import re
from collections.abc import Mapping
from html import unescape

from markupsafe import Markup
from sqlalchemy import select

from community.commons.media.models import Upload
from community.commons.media.pictures import width_of
from community.kernel.db import db

ATTRIBUTES = r'(?:\s[a-z]+="[^"]*")*'
PICTURE = re.compile(rf"<img({ATTRIBUTES})>")
NAMED = re.compile(r'\s([a-z]+)="([^"]*)"')
FILE = re.compile(r'<a href="(/media/[0-9a-f]{24}\.[a-z0-9]{3,4})">([^<]*)</a>')
KEY = re.compile(r'"/media/([0-9a-f]{24}\.[a-z0-9]{3,4})"')
ROW = re.compile(rf"<p>((?:<img{ATTRIBUTES}>(?:<br>)?\n?){{2,}})</p>")
SIZES = "(min-width: 48rem) 42rem, 100vw"
LARGEST_SIZES = {2: "(min-width: 48rem) 21rem, 50vw", 3: "(min-width: 48rem) 14rem, 50vw"}
MOST_IN_A_ROW = 3


def dressed(html: str) -> str:
    """One statement for all uploads of a text; none for a text without."""
    keys = set(KEY.findall(html))
    known = found(keys) if keys else {}
    if not known:
        return html
    html = ROW.sub(lambda row: gallery(row[1], known), html)
    html = PICTURE.sub(lambda tag: shown(tag[1], known, SIZES) or tag[0], html)
    return FILE.sub(lambda link: card(link, known), html)


def found(keys: set[str]) -> dict[str, Upload]:
    rows = db.session.scalars(select(Upload).where(Upload.key.in_(keys)))
    return {upload.key: upload for upload in rows}


def gallery(pictures: str, known: Mapping[str, Upload]) -> str:
    """Several pictures in a row, and nothing between them, stand side by side."""
    tags = PICTURE.findall(pictures)
    if not all(of(tag, known, "picture") for tag in tags):
        return f"<p>{pictures}</p>"
    across = 2 if len(tags) in (2, 4) else MOST_IN_A_ROW
    inside = "".join(shown(tag, known, LARGEST_SIZES[across]) for tag in tags)
    return f'<p class="gallery gallery--{across}">{inside}</p>'


def of(attributes: str, known: Mapping[str, Upload], kind: str = "") -> Upload | None:
    source = dict(NAMED.findall(attributes)).get("src", "")
    upload = known.get(source.removeprefix("/media/"))
    return upload if upload and kind in ("", upload.kind) else None


def shown(attributes: str, known: Mapping[str, Upload], sizes: str) -> str:
    """Empty for what we do not know."""
    upload = of(attributes, known)
    if upload is None or "srcset" in attributes:
        return ""
    alt = unescape(dict(NAMED.findall(attributes)).get("alt", ""))
    if upload.kind in PLAYERS:
        return PLAYERS[upload.kind].format(src=f"/media/{upload.key}", label=alt or upload.name)
    if upload.kind == "file":
        return file_card(upload, alt)
    return picture(upload, alt, sizes)


def picture(upload: Upload, alt: str, sizes: str) -> str:
    widths = [(each, width_of(each)) for each in upload.variants] + [(upload.key, upload.width)]
    sources = ", ".join(f"/media/{key} {width}w" for key, width in widths)
    several = Markup(' srcset="{}" sizes="{}"').format(sources, sizes) if upload.variants else ""
    return Markup(
        '<img src="/media/{}"{} alt="{}" width="{}" height="{}" loading="lazy" decoding="async">'
    ).format(upload.key, several, alt, upload.width, upload.height)


def card(link: re.Match[str], known: Mapping[str, Upload]) -> str:
    upload = known.get(link[1].removeprefix("/media/"))
    return file_card(upload, unescape(link[2])) if upload and upload.kind == "file" else link[0]


def file_card(upload: Upload, words: str) -> str:
    return Markup(
        '<a class="attachment" href="/media/{}" download>{} <span class="attachment__size">{}</span></a>'
    ).format(upload.key, words or upload.name, size_of(upload))


def size_of(upload: Upload) -> str:
    """`PDF, 240 kB`: read the same in every language."""
    kind = upload.key.rpartition(".")[2].upper()
    if upload.size >= 1_000_000:
        return f"{kind}, {upload.size / 1_000_000:.1f} MB"
    return f"{kind}, {max(1, round(upload.size / 1000))} kB"


PLAYERS = {
    "sound": Markup('<audio src="{src}" controls preload="none" aria-label="{label}"></audio>'),
    "film": Markup(
        '<video src="{src}" controls playsinline preload="metadata" aria-label="{label}"></video>'
    ),
}
