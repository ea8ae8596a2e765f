"""Atom 1.0 (RFC 4287), built as a tree so that every text is escaped."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

ATOM = "http://www.w3.org/2005/Atom"
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
register_namespace("", ATOM)


@dataclass(frozen=True)
class FeedEntry:
    """`url` is absolute and stays; `html` is cleaned already."""

    url: str
    title: str
    author: str
    published: datetime
    updated: datetime
    html: str
    language: str = "en"


def feed(
    title: str, url: str, self_url: str, entries: Iterable[FeedEntry], updated: datetime
) -> bytes:
    root = Element(f"{{{ATOM}}}feed")
    _add(root, "title", title)
    _add(root, "id", self_url)
    _add(root, "updated", updated.isoformat())
    SubElement(root, f"{{{ATOM}}}link", href=url)
    SubElement(root, f"{{{ATOM}}}link", rel="self", type="application/atom+xml", href=self_url)
    for entry in entries:
        _add_entry(root, entry)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _add_entry(root: Element, entry: FeedEntry) -> None:
    node = SubElement(
        root, f"{{{ATOM}}}entry", {"{http://www.w3.org/XML/1998/namespace}lang": entry.language}
    )
    _add(node, "title", entry.title)
    _add(node, "id", entry.url)
    SubElement(node, f"{{{ATOM}}}link", href=entry.url)
    _add(node, "published", entry.published.isoformat())
    _add(node, "updated", entry.updated.isoformat())
    _add(SubElement(node, f"{{{ATOM}}}author"), "name", entry.author)
    _add(node, "content", entry.html).set("type", "html")


def _add(parent: Element, name: str, text: str) -> Element:
    node = SubElement(parent, f"{{{ATOM}}}{name}")
    node.text = NOT_XML.sub("", text)
    return node
