"""Bringing files, and serving them to whoever may see them."""

import re
from collections.abc import Iterator
from typing import IO, Any

from flask import Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from community.commons.media import bringing, kinds, sight
from community.kernel import web
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Invalid, NotFound

KEY = re.compile(r"([0-9a-f]{24})(?:-\d{1,4})?\.([a-z0-9]{3,4})")
PIECE = 65_536
FOR_EVER = "public, max-age=31536000, immutable"
OPEN = "public, max-age=604800, s-maxage=5"
CHECKED = "private, no-cache"


class NothingChosen(Invalid):
    sentence = _l("No file has arrived. Choose one and try again.")


def bring() -> ResponseReturnValue:
    """One file -> what to write into the text so that it is shown."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise NothingChosen()
    upload = bringing.bring(file.stream, file.filename, by=web.actor())
    alt = request.form.get("alt", "")
    return jsonify(
        url=f"/media/{upload.key}",
        kind=upload.kind,
        markdown=bringing.markdown_for(upload, alt),
        width=upload.width,
        height=upload.height,
    )


def show(key: str) -> ResponseReturnValue:
    found = KEY.fullmatch(key)
    if not found or found[2] not in kinds.SERVED:
        raise NotFound()
    seen = sight.seen(f"{found[1]}.{found[2]}", web.actor())
    response = _conditional(key)
    response.headers["Cache-Control"] = FOR_EVER if seen.lasting else OPEN if seen.open else CHECKED
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Robots-Tag"] = "noindex" if not seen.open else "all"
    _name(response, seen.upload)
    return response


def _conditional(key: str) -> Response:
    """Not again to a browser that has it; a part to one that asks for a part, as players do."""
    if key in request.if_none_match:
        response = Response(status=304)
    else:
        response = _whole_or_part(key)
    response.set_etag(key)
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _whole_or_part(key: str) -> Response:
    storage, place = current_app.extensions["storage"], f"media/{key}"
    size = storage.size(place)
    start, stop, status = 0, size, 200
    asked = request.range
    if asked is not None and asked.units == "bytes" and len(asked.ranges) == 1:
        part = asked.range_for_length(size)
        if part is None:
            return Response(status=416, headers={"Content-Range": f"bytes */{size}"})
        (start, stop), status = part, 206
    kind = kinds.SERVED[key.rpartition(".")[2]]
    body = _pieces(storage.get(place, start), stop - start)
    response = Response(body, status, content_type=kind, direct_passthrough=True)
    response.content_length = stop - start
    if status == 206:
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return response


def _pieces(file: IO[bytes], left: int) -> Iterator[bytes]:
    with file:
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _name(response: Response, upload: Any) -> None:
    """Only what a browser can do no harm with is opened in place."""
    if upload is not None and upload.kind == "file":
        response.headers.set("Content-Disposition", "attachment", filename=upload.name)
    else:
        response.headers["Content-Disposition"] = "inline"
