"""Make and arrange boards."""

from flask.typing import ResponseReturnValue

from community.fans.forum import boards
from community.kernel.i18n import LANGUAGES
from community.kernel.refusals import Refusal
from community.kernel.web import actor, page, see_other
from community.staff.admin.forms import BoardForm

PLAIN = ("slug", "hue", "icon", "order", "staff_only_start")


def index() -> ResponseReturnValue:
    return page("staff/admin/boards.html", boards=boards.all_visible(actor()))


def new() -> ResponseReturnValue:
    return _form(BoardForm())


def create() -> ResponseReturnValue:
    form = BoardForm()
    if not form.validate():
        return _form(form, status=422)
    try:
        boards.create(
            names=form.texts("name"),
            by=actor(),
            abouts=form.texts("about"),
            starters=form.texts("starter"),
            private_to=tuple(form.private_to.data or ()),
            kinds=tuple(form.kinds.data or ()),
            **{name: form[name].data for name in PLAIN},
        )
    except Refusal as refused:
        form.slug.errors = [str(refused)]
        return _form(form, status=refused.status)
    return see_other("/admin/boards")


def edit(board_id: int) -> ResponseReturnValue:
    board = boards.entity(board_id)
    form = BoardForm(
        obj=board,
        data={
            **_texts("name", board.names),
            **_texts("about", board.abouts),
            **_texts("starter", board.starters),
        },
    )
    form.private_to.data = sorted(boards.one(board_id).roles)
    form.kinds.data = board.kinds.split()
    return _form(form, board_id)


def change(board_id: int) -> ResponseReturnValue:
    form, board = BoardForm(), boards.entity(board_id)
    if not form.validate():
        return _form(form, board_id, status=422)
    try:
        boards.change(
            board,
            by=actor(),
            private_to=tuple(form.private_to.data or ()),
            names=form.texts("name"),
            abouts=form.texts("about"),
            kinds=" ".join(form.kinds.data or ()),
            starters=form.texts("starter"),
            **{name: form[name].data for name in PLAIN},
        )
    except Refusal as refused:
        form.slug.errors = [str(refused)]
        return _form(form, board_id, status=refused.status)
    return see_other("/admin/boards")


def _form(form: BoardForm, board_id: int | None = None, status: int = 200) -> ResponseReturnValue:
    return page("staff/admin/board.html", status, form=form, board_id=board_id, languages=LANGUAGES)


def _texts(prefix: str, by_language: dict[str, str]) -> dict[str, str]:
    return {f"{prefix}_{code}": text for code, text in by_language.items()}
