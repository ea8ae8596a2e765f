"""One kind of notice that no room owns."""

import pytest

from community.kernel.slots import NotificationKind


@pytest.fixture(autouse=True)
def wave(app):
    kind = NotificationKind(
        "wave", "%(who)s waved at you in %(title)s", "You get this because somebody waved."
    )
    filled = app.extensions["house"].slots.filled
    filled.append(kind)
    yield kind
    filled.remove(kind)
