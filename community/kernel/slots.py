"""The typed places where a room takes part in another room's page or decision."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Entry:
    """One link of a navigation. `count` is called with the actor for a small number beside the label."""

    place: str
    label: Any
    path: str
    icon: str
    order: int = 50
    permission: str = ""
    count: Callable[[Any], int] | None = None


@dataclass(frozen=True)
class EntryList:
    """Links that change with the content, such as the boards: `load(actor)` gives dicts like an Entry's."""

    place: str
    load: Callable[[Any], list[dict[str, Any]]]
    order: int = 50


@dataclass(frozen=True)
class AdminPage:
    label: Any
    path: str
    icon: str
    order: int = 50
    help: Any = ""


@dataclass(frozen=True)
class MemberPanel:
    """A part of the member record: `load(member_id, viewer)` gives what `template` shows, or None."""

    name: str
    column: Literal["left", "middle", "right"]
    template: str
    load: Callable[[int, Any], Any]
    order: int = 50


@dataclass(frozen=True)
class TimelineSentence:
    """How a member's timeline tells one event. `subjects(details, viewer)` names what each was about:
    one (text, path) per entry of `details`, or None where there is nothing the viewer may see."""

    event: str
    sentence: Any
    icon: str = "dot"
    subjects: Callable[[list[dict[str, Any]], Any], list[tuple[str, str] | None]] | None = None


@dataclass(frozen=True)
class FieldUses:
    """`uses(provider, field)` says what a value of a provider may be used for, `look(provider)` its label and icon;
    None if it is not ours to say."""

    name: str
    uses: Callable[[str, str], tuple[str, ...] | None]
    look: Callable[[str], tuple[str, str] | None]


@dataclass(frozen=True)
class DashboardTile:
    name: str
    template: str
    load: Callable[[], Any]
    order: int = 50


@dataclass(frozen=True)
class HomePart:
    """A part beside the talk on the home page: `load(reader)` gives what `template` shows as `part`, with one
    statement; nothing is shown where it gives nothing."""

    name: str
    template: str
    load: Callable[[Any], Any]
    order: int = 50


@dataclass(frozen=True)
class SearchDocument:
    """What the index knows of one thing. `board_id` None means everybody may see it.

    `author` is a handle; `labels` are other words for the kind, such as "question", to be found by `kind:`.
    """

    kind: str
    id: int
    title: str
    text: str
    language: str
    at: Any
    board_id: int | None = None
    tags: tuple[str, ...] = ()
    author: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class SearchSource:
    """`documents(ids)` yields what may be found of these ids; a missing id is taken out of the index.

    `ids(after, limit)` pages through all ids for a rebuild; `results(ids, actor)` gives rows for the
    result page, only those the actor may see: {id: {"url", "title", "text", "context", "at"}}, and where
    there is one "author" (handle, name, avatar_url) and "board" (url, name, hue). `boards(actor)` gives
    {slug: id} of the boards the actor may see, for `board:` and to leave the others out of the query. `label` names
    many ("Replies"), `one` a single one.
    """

    kind: str
    label: Any
    documents: Callable[[list[int]], Iterable[SearchDocument]]
    ids: Callable[[int, int], list[int]]
    results: Callable[[list[int], Any], dict[int, dict[str, Any]]]
    boards: Callable[[Any], dict[str, int]] | None = None
    one: Any = ""


@dataclass(frozen=True, eq=False)
class ThreadKind:
    """A kind of thread, from the forum or from a room above it.

    `fields` are form fields of the composer by name, which the template `form` shows; `begin(thread, filled, by)`
    keeps what was filled in there, or refuses with `fields`. `load(thread, reader, opening)` gives what `template`
    shows under the opening post, with one statement at most; None shows nothing. `linked(thread, shown)` is its
    structured data for search engines. `answered` says that one reply may be accepted as the answer, `shared` that many
    edit the opening post, `ready` whether it can be started by now.
    """

    name: str
    label: Any
    sentence: Any = ""
    icon: str = "discussion"
    order: int = 50
    offered: bool = True
    ready: Callable[[], bool] = lambda: True
    answered: bool = False
    shared: bool = False
    fields: dict[str, Any] = field(default_factory=dict)
    form: str = ""
    begin: Callable[[Any, dict[str, str], Any], None] | None = None
    template: str = ""
    load: Callable[[Any, Any, Any], dict[str, Any] | None] | None = None
    linked: Callable[[Any, dict[str, Any]], dict[str, Any]] | None = None


@dataclass(frozen=True)
class Screening:
    """`judge(kind, text, author)` answers "publish", "hold" or "refuse" before something is shown."""

    name: str
    judge: Callable[[str, str, Any], str]


@dataclass(frozen=True)
class Moderatable:
    """A kind of thing that may be flagged and hidden: `describe(id, viewer)` gives the review card.

    `reported(id)` is told once somebody flagged it: what is private opens to the team only then.
    """

    kind: str
    label: Any
    describe: Callable[[int, Any], dict[str, Any] | None]
    hide: Callable[..., None]
    restore: Callable[..., None]
    reported: Callable[[int], None] | None = None


@dataclass(frozen=True)
class Privacy:
    """Covers columns that point to a person: `access(account_ids, member_id)` exports, `erase` forgets."""

    name: str
    columns: tuple[str, ...]
    access: Callable[[list[int], int], dict[str, Any]]
    erase: Callable[[list[int], int], None]


@dataclass(frozen=True)
class MediaPlace:
    """A kind of thing that shows uploads: `open_to(ids, actor)` says whether the actor may see any of these."""

    kind: str
    open_to: Callable[[list[int], Any], bool]


@dataclass(frozen=True)
class NotificationKind:
    """`lower` is what brings fewer of these from the same place: a label, an address with `{thread}` in it, and the
    level that is sent there."""

    name: str
    label: Any
    reason: Any
    mail: bool = True
    icon: str = "bell"
    lower: tuple[Any, str, str] | None = None


@dataclass(frozen=True)
class Kpi:
    """`measure(start, end)` gives {"value", "n"} for the half-open time span."""

    name: str
    label: Any
    definition: Any
    measure: Callable[[Any, Any], dict[str, Any]]


Slot = (
    Entry | EntryList | AdminPage | MemberPanel | TimelineSentence | FieldUses | DashboardTile | HomePart | SearchSource | ThreadKind
    | Screening | Moderatable | Privacy | MediaPlace | NotificationKind | Kpi
)  # fmt: skip


@dataclass
class Slots:
    """Everything the rooms plugged in, by type."""

    filled: list[Any] = field(default_factory=list)
    _found: dict[type, tuple[int, list[Any]]] = field(default_factory=dict, repr=False)

    def of(self, kind: type) -> list[Any]:
        """In their order. Every page asks, so what was found stays known until more is plugged in."""
        size, found = self._found.get(kind, (0, []))
        if size != len(self.filled):
            found = [each for each in self.filled if isinstance(each, kind)]
            found.sort(key=lambda each: getattr(each, "order", 0))
            self._found[kind] = len(self.filled), found
        return found

    def forget(self) -> None:
        """Look again: something was plugged out."""
        self._found.clear()

    def named(self, kind: type, name: str) -> Any:
        """The one with this `name` or `kind`; None if no room plugged it in."""
        return next(
            (
                each
                for each in self.of(kind)
                if name in (getattr(each, "name", None), getattr(each, "kind", None))
            ),
            None,
        )
