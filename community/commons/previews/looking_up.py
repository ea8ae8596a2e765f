"""Ask a page about itself, once, through the guard, and keep what it said."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from typing import Any

from flask import current_app
from sqlalchemy import select

from community.commons.previews import reading
from community.commons.previews.models import LinkPreview
from community.commons.previews.providers import provider_of
from community.kernel import clock, http, images
from community.kernel.db import db
from community.kernel.guarded_adapter import Places
from community.kernel.refusals import Refusal

ALLOWED: Places = frozenset()
PAGES = ("text/html", "application/xhtml+xml")
SIDE = 640
ASKED_AGAIN = timedelta(days=1)


def hashed(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


def known(addresses: Iterable[str]) -> dict[str, LinkPreview]:
    """Those that have something to show, by address."""
    hashes = [hashed(each) for each in addresses]
    rows = select(LinkPreview).where(LinkPreview.address_hash.in_(hashes), LinkPreview.title != "")
    return {row.address: row for row in db.session.scalars(rows)}


def unknown(addresses: Iterable[str]) -> list[str]:
    """Those to ask: never asked, or silent when asked more than a day ago."""
    wanted = {hashed(each): each for each in addresses}
    fresh = (LinkPreview.title != "") | (LinkPreview.at > clock.now() - ASKED_AGAIN)
    rows = select(LinkPreview.address_hash).where(
        LinkPreview.address_hash.in_(wanted.keys()), fresh
    )
    answered = set(db.session.scalars(rows))
    return [address for each, address in wanted.items() if each not in answered]


def look_up(address: str) -> LinkPreview:
    """Takes up to ten seconds, so a job of its own does it; a page that refuses leaves an empty row."""
    try:
        said = _asked(address)
        picture = _picture(said.picture) if said.title and said.picture else None
    except (Refusal, ValueError):
        said, picture = reading.Said("", "", "", ""), None
    row = LinkPreview(
        address_hash=hashed(address), address=address, title=said.title, about=said.about,
        site=said.site, at=clock.now(), **_kept(picture),
    )  # fmt: skip
    return db.session.merge(row)


def _asked(address: str) -> reading.Said:
    provider = provider_of(address)
    if provider:
        answer = http.fetch(provider.told_at(address), accept=("application/json",), allow=ALLOWED)
        return reading.of_oembed(_good(answer), address)
    answer = http.fetch(address, accept=PAGES, allow=ALLOWED)
    return reading.of_page(_good(answer), answer.headers.get("content-type", ""), answer.url)


def _good(answer: http.Fetched) -> bytes:
    if answer.status != 200:
        raise http.FetchFailed()
    return answer.body


def _picture(address: str) -> images.Picture | None:
    try:
        answer = http.fetch(address, allow=ALLOWED)
        return images.reencode(BytesIO(_good(answer)), max_side=SIDE, thumbs=())
    except Refusal:
        return None


def _kept(picture: images.Picture | None) -> dict[str, Any]:
    """In the storage beside the faces, under a name that says nothing of where it came from."""
    if picture is None:
        return {"picture_key": None, "width": 0, "height": 0}
    key = f"{secrets.token_hex(12)}.{picture.extension}"
    current_app.extensions["storage"].put(f"media/{key}", picture.data, picture.content_type)
    return {"picture_key": key, "width": picture.width, "height": picture.height}
