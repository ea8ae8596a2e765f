"""What people bring: pictures made anew, files by an allow-list, served to whoever may see what shows them, forgotten when nothing does."""

from community.commons.media.bringing import bring, markdown_for
from community.commons.media.dressing import dressed
from community.commons.media.files import FileRefused, NoFilesYet, keep_file
from community.commons.media.models import Upload
from community.commons.media.pictures import forget, keep_picture, variant
from community.commons.media.quotas import QuotaReached
from community.commons.media.uses import show_in, use

__all__ = [
    "FileRefused",
    "NoFilesYet",
    "QuotaReached",
    "Upload",
    "bring",
    "dressed",
    "forget",
    "keep_file",
    "keep_picture",
    "markdown_for",
    "show_in",
    "use",
    "variant",
]
