"""What a written text becomes: the HTML that pages show, and what the rest of the product wants to know of it."""

from dataclasses import dataclass

VERSION = 1


@dataclass(frozen=True)
class Rendered:
    html: str
    text: str
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    version: int = VERSION
