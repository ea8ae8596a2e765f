"""Boards: which there are, who sees them, and how they are arranged."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from community.kernel import audit, clock, site
from community.kernel.db import db
from community.kernel.i18n import language
from community.kernel.permissions import require
from community.kernel.prepared import Prepared
from community.kernel.refusals import NotFound
from community.kernel.site import kept_with_site
from community.kernel.text import clean_block, clean_line, slugify

from . import counts
from .models import Board, BoardAccess
from .refusals import SlugTaken

LONGEST_NAME, LONGEST_ABOUT, LONGEST_STARTER = 80, 300, 4000


@dataclass(frozen=True)
class BoardView:
    """A board as pages name it: plain values, kept in memory until the site changes."""

    id: int
    slug: str
    parent_id: int | None
    purpose: str
    hue: int
    icon: str
    names: dict[str, str]
    abouts: dict[str, str]
    staff_only_start: bool
    starters: dict[str, str]
    roles: frozenset[str]
    kinds: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.name_in(language())

    def name_in(self, code: str) -> str:
        return self.names.get(code) or self.names["en"]

    @property
    def about(self) -> str:
        return self.abouts.get(language()) or self.abouts.get("en", "")

    @property
    def starter(self) -> str:
        """What a new thread's text begins with here; empty for a blank page."""
        return self.starters.get(language()) or self.starters.get("en", "")

    @property
    def path(self) -> str:
        return "/blog" if self.purpose == "blog" else f"/b/{self.slug}"

    @property
    def tint(self) -> str:
        """The number of a `.hue-NN` class."""
        return f"{self.hue // 15 % 24:02d}"

    @property
    def private(self) -> bool:
        return bool(self.roles)


def all_visible(actor: Any) -> list[BoardView]:
    """In their order, children after all parents' places."""
    seen = visible_ids(actor)
    return [board for board in _all() if board.id in seen]


def visible_ids(actor: Any) -> frozenset[int]:
    return _visible_to(frozenset(actor.roles))


def unseen_ids(actor: Any) -> frozenset[int]:
    """The boards to leave out for this reader: few or none, so lists filter by them."""
    return frozenset(board.id for board in _all()) - visible_ids(actor)


def public(board_id: int) -> bool:
    return board_id in _visible_to(frozenset())


def open_to_roles(board_id: int, roles: frozenset[str]) -> bool:
    return board_id in _visible_to(roles)


def one(board_id: int) -> BoardView:
    return by_id()[board_id]


def found(slug: str, actor: Any) -> BoardView:
    """The board at this address; NotFound also where the reader may not enter."""
    for board in all_visible(actor):
        if board.slug == slug:
            return board
    raise NotFound()


def to_start_in(actor: Any) -> list[BoardView]:
    """Where this person may start a thread, or could after signing in."""
    open_boards = [each for each in all_visible(actor) if each.purpose == "forum"]
    return [each for each in open_boards if actor.staff or not each.staff_only_start]


def to_start(slug: str, actor: Any) -> BoardView:
    """The board for a new thread; articles are started in the blog, by its own page."""
    board = found(slug, actor)
    if board.purpose != "forum":
        raise NotFound()
    return board


@kept_with_site
def by_id() -> dict[int, BoardView]:
    return {board.id: board for board in _all()}


@kept_with_site
def _all() -> tuple[BoardView, ...]:
    roles: dict[int, set[str]] = {}
    for access in db.session.execute(select(BoardAccess.board_id, BoardAccess.role)):
        roles.setdefault(access.board_id, set()).add(access.role)
    return tuple(
        BoardView(
            each.id, each.slug, each.parent_id, each.purpose, each.hue, each.icon, each.names, each.abouts,
            each.staff_only_start, each.starters or {}, frozenset(roles.get(each.id, ())), tuple(each.kinds.split()),
        )
        for each in db.session.scalars(select(Board).order_by(Board.order, Board.id))
    )  # fmt: skip


@kept_with_site
def _visible_to(roles: frozenset[str]) -> frozenset[int]:
    return frozenset(
        each.id for each in _all() if not each.roles or each.roles & roles or "admin" in roles
    )


def create(
    slug: str,
    names: dict[str, str],
    *,
    by: Any,
    abouts: dict[str, str] | None = None,
    parent_id: int | None = None,
    purpose: str = "forum",
    order: int = 50,
    hue: int = 200,
    icon: str = "messages-square",
    private_to: tuple[str, ...] = (),
    staff_only_start: bool = False,
    kinds: tuple[str, ...] = (),
    starters: dict[str, str] | None = None,
) -> Board:
    """`names` and `abouts` by language, English always; `private_to` names the roles that may enter.

    `kinds` are the kinds of thread it takes; none named means all.
    """
    require(by, "forum.arrange")
    board = Board(
        slug=slugify(slug), names=_cleaned(names, LONGEST_NAME), abouts=_cleaned(abouts or {}, LONGEST_ABOUT),
        parent_id=parent_id, purpose=purpose, order=order, hue=hue, icon=icon,
        staff_only_start=staff_only_start, kinds=" ".join(kinds), starters=_blocks(starters or {}),
        created_at=clock.now(),
    )  # fmt: skip
    _keep(board)
    let_in(board, private_to)
    audit.record("board.create", "board", board.id, by=by, after={"slug": board.slug})
    return board


def change(
    board: Board, *, by: Any, private_to: tuple[str, ...] | None = None, **values: Any
) -> None:
    """Change slug, names, abouts, starters, parent_id, order, hue, icon, staff_only_start or kinds (with blanks between)."""
    require(by, "forum.arrange")
    before = {name: getattr(board, name) for name in values}
    for name, value in values.items():
        setattr(board, name, _fit(name, value))
    _keep(board)
    if private_to is not None:
        let_in(board, private_to)
    audit.record("board.change", "board", board.id, by=by, before=before, after=values)


def entity(board_id: int) -> Board:
    board = db.session.get(Board, board_id)
    if board is None:
        raise NotFound()
    return board


def let_in(board: Board, roles: tuple[str, ...]) -> None:
    """Who may enter, from now on: nobody named means everybody."""
    db.session.query(BoardAccess).filter_by(board_id=board.id).delete()
    db.session.add_all(BoardAccess(board_id=board.id, role=role) for role in set(roles))
    db.session.flush()
    counts.recount_tags()
    site.bump()


def version_of(board_id: int) -> int:
    return db.session.scalar(select(Board.version).where(Board.id == board_id)) or 0


def versions(actor: Any) -> int:
    """One number that grows with anything written in a board this reader sees."""
    return _versions(visible_ids(actor)).first().sum or 0


@lru_cache(maxsize=64)
def _versions(board_ids: frozenset[int]) -> Prepared:
    board = Board.__table__.c
    return Prepared(select(func.sum(board.version).label("sum")).where(board.id.in_(board_ids)))


def sizes(board_ids: list[int]) -> dict[int, Any]:
    """Of each board its threads_count and posts_count."""
    counted = select(Board.id, Board.threads_count, Board.posts_count).where(
        Board.id.in_(board_ids)
    )
    return {row.id: row for row in db.session.execute(counted)}


def touch(board_id: int) -> None:
    """Its lists have changed."""
    db.session.execute(update(Board).where(Board.id == board_id).values(version=Board.version + 1))


def _keep(board: Board) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(board)
            db.session.flush()
    except IntegrityError:
        raise SlugTaken() from None
    site.bump()


def _fit(name: str, value: Any) -> Any:
    if name == "starters":
        return _blocks(value)
    return _cleaned(value, LONGEST_ABOUT) if name in ("names", "abouts") else value


def _blocks(texts: dict[str, str]) -> dict[str, str]:
    return {
        code: clean_block(text, LONGEST_STARTER) for code, text in texts.items() if text.strip()
    }


def _cleaned(texts: dict[str, str], longest: int) -> dict[str, str]:
    return {code: clean_line(text, longest) for code, text in texts.items() if text.strip()}
