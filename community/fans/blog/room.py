from community.fans.blog import events, privacy
from community.fans.blog.permissions import PERMISSIONS
from community.fans.blog.routes import ROUTES
from community.kernel.i18n import lazy_gettext as _l
from community.kernel.room import Room
from community.kernel.slots import Entry, Privacy, ThreadKind, TimelineSentence

ROOM = Room(
    "blog",
    routes=ROUTES,
    events=events,
    permissions=PERMISSIONS,
    slots=[
        Entry("rail", _l("Blog"), "/blog", "newspaper", order=30),
        Entry(
            "staff",
            _l("Articles"),
            "/staff/articles",
            "newspaper",
            order=40,
            permission="blog.write",
        ),
        ThreadKind("article", _l("Article"), icon="article", offered=False),
        TimelineSentence("ArticlePublished", _l("Published an article"), "newspaper"),
        TimelineSentence("ArticleWithdrawn", _l("Took an article back"), "undo"),
        Privacy("blog", ("article_authors.account_id",), privacy.access, privacy.erase),
    ],
)
