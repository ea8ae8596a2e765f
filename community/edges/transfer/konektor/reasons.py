"""Why a row of an export has no place here, or came changed."""

from community.kernel.i18n import lazy_gettext as _l

REFUSED = {
    "malformed": _l("The line is no row of this table."),
    "erased": _l("Somebody was erased here and does not come back."),
    "lost": _l("What it belongs to was refused or is not in the export."),
    "taken": _l("Somebody here has it already, and things of two people are not joined."),
    "continued": _l("The thread has been continued here, and another post stands in this place."),
    "bad_key": _l("The name of the file is none that this community gives."),
}
CHANGED = {
    "role": _l("Came as a fan. Grant the role again: community accounts grant"),
    "address_taken": _l("Came without its e-mail address, which belongs to somebody here."),
    "handle_taken": _l("Came with another handle, because this one is taken or kept free."),
}
