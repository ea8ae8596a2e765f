"""create_app(): the one file that names every room, floor by floor."""

import mimetypes
from importlib import import_module

from community import paths
from community.config import Config, load_config
from community.kernel import (
    application,
    assets,
    db,
    faces,
    housekeeping,
    i18n,
    logs,
    outbox,
    pages,
    storage,
)
from community.kernel.room import Room, open_house

mimetypes.add_type("font/woff2", ".woff2")


ROOMS = {
    "people": ("attendance", "consent", "members", "accounts", "ties"),
    "commons": ("branding", "media", "previews", "notifications", "links", "search"),
    "fans": (
        "forum",
        "blog",
        "recognition",
        "profiles",
        "messages",
        "gatherings",
        "bookmarks",
        "sharing",
    ),
    "staff": ("moderation", "admin"),
    "marketing": ("records", "exports", "insights"),
    "edges": ("transfer", "demo"),
}


def rooms() -> list[Room]:
    """Every room, floor by floor from the ground up."""
    return [
        import_module(f"community.{floor}.{name}.room").ROOM
        for floor, names in ROOMS.items()
        for name in names
    ]


def create_app(config: Config | None = None) -> application.Application:
    config = config or load_config()
    config.data.mkdir(parents=True, exist_ok=True)
    logs.init(config)
    app = application.Application(
        "community", template_folder=str(paths.TEMPLATES), static_folder=None
    )
    app.extensions["config"] = config
    app.testing = config.testing
    db.init_app(app, config)
    i18n.init_app(app)
    faces.init_app(app)
    pages.init_app(app)
    application.init_app(app, config)
    app.extensions["storage"] = storage.open_storage(config.s3_url or config.data / "files")
    house = open_house(app, rooms(), kernel_jobs=(outbox, housekeeping))
    application.open_doors(app, house.rooms)
    assets.init_app(app, config.data / "assets")
    return app
