"""Serving pictures: they never change, so they may be kept for ever."""

import re

from flask import Response, current_app
from flask.typing import ResponseReturnValue

from community.kernel.refusals import NotFound

KEY = re.compile(r"[0-9a-f]{24}(-\d{1,4})?\.(webp|jpg|png|gif)")


def show(key: str) -> ResponseReturnValue:
    storage = current_app.extensions["storage"]
    if not KEY.fullmatch(key) or not storage.exists(f"media/{key}"):
        raise NotFound()
    kind = "image/" + key.rpartition(".")[2].replace("jpg", "jpeg")
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Disposition": "inline",
    }
    return Response(storage.get(f"media/{key}").read(), mimetype=kind, headers=headers)
