"""create_app(): the one file that names every room, floor by floor."""

import mimetypes

import structlog

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
log = structlog.get_logger()


def rooms() -> list[Room]:
    """Every room, floor by floor from the ground up."""
    from community.commons.branding.room import ROOM as branding
    from community.commons.links.room import ROOM as links
    from community.commons.media.room import ROOM as media
    from community.commons.notifications.room import ROOM as notifications
    from community.commons.search.room import ROOM as search
    from community.edges.demo.room import ROOM as demo
    from community.edges.transfer.room import ROOM as transfer
    from community.fans.blog.room import ROOM as blog
    from community.fans.profiles.room import ROOM as profiles
    from community.fans.sharing.room import ROOM as sharing
    from community.fans.forum.room import ROOM as forum
    from community.marketing.exports.room import ROOM as exports
    from community.marketing.insights.room import ROOM as insights
    from community.marketing.records.room import ROOM as records
    from community.people.accounts.room import ROOM as accounts
    from community.people.consent.room import ROOM as consent
    from community.people.members.room import ROOM as members
    from community.staff.admin.room import ROOM as admin
    from community.staff.moderation.room import ROOM as moderation

    return [
        consent,
        members,
        accounts,
        branding,
        media,
        notifications,
        search,
        forum,
        blog,
        sharing,
        profiles,
        links,
        moderation,
        admin,
        exports,
        insights,
        records,
        demo,
        transfer,
    ]


def create_app(config: Config | None = None) -> application.Application:
    config = config or load_config()
    config.data.mkdir(parents=True, exist_ok=True)
    logs.init(config)
    app = application.Application("community", template_folder=str(paths.TEMPLATES), static_folder=None)
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
