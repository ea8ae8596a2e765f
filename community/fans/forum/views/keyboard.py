"""Which keys do what."""

from flask.typing import ResponseReturnValue

from community.kernel import web


def show() -> ResponseReturnValue:
    return web.page("fans/forum/keyboard.html")
