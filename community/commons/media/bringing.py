"""Anything somebody brings to a text, and the Markdown that shows it there."""

import re
from typing import IO, Any

from community.commons.media import kinds
from community.commons.media.files import keep_file
from community.commons.media.models import Upload
from community.commons.media.pictures import keep_picture
from community.kernel import text

LONGEST_ALT = 200
MARKS = re.compile(r"([\\\[\]`*_<>!])")


def bring(stream: IO[bytes], name: str, *, by: Any) -> Upload:
    """A file whose name or beginning says so is kept as it came; all else must be a picture."""
    if kinds.extension_of(name) in kinds.FILES:
        return keep_file(stream, name, by=by)
    return keep_picture(stream, by=by)


def markdown_for(upload: Upload, alt: str = "") -> str:
    """`![alt](/media/...)`, or a link to a file."""
    words = text.clean_line(alt[: LONGEST_ALT * 2], LONGEST_ALT * 2, empty=True)[:LONGEST_ALT]
    sign = "" if upload.kind == "file" else "!"
    shown = words or upload.name
    return f"{sign}[{MARKS.sub(_escaped, shown)}](/media/{upload.key})"


def _escaped(mark: re.Match[str]) -> str:
    return f"\\{mark[1]}"
