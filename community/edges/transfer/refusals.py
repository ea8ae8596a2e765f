"""What the import says no to."""

from community.kernel.i18n import lazy_gettext as _l
from community.kernel.refusals import Refusal


class NothingToImport(Refusal):
    status = 404
    sentence = _l(
        "There is no table of a Stack Exchange dump at %(path)s. Give the folder that holds Posts.xml or Posts.csv, packed with gzip or not."
    )


class UnsafeDump(Refusal):
    status = 422
    sentence = _l("%(name)s declares its own entities, which no real dump does. It was not read.")


class ImportRunning(Refusal):
    sentence = _l(
        "Another import of %(site)s is running. Wait until it has ended, then start this one again."
    )


class FolderNotEmpty(Refusal):
    sentence = _l("There is something in %(path)s already. Give a folder that is empty or new.")


class NoExport(Refusal):
    status = 404
    sentence = _l(
        "There is no export of a community at %(path)s. Give the folder that community export has written."
    )


class ExportTooNew(Refusal):
    status = 422
    sentence = _l(
        "Version %(version)s wrote this export, and this one cannot read it. Upgrade first."
    )


class ColumnsMissing(Refusal):
    status = 422
    sentence = _l(
        "The first line names no column %(columns)s. Name at least author, date and text."
    )
