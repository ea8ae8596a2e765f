"""The catalogues of texts: collected from the source, complete in every language, compiled when read.

python -m tools.translations update             collect texts; keep what is translated
python -m tools.translations check              what is missing or broken, by language
python -m tools.translations missing fa         untranslated texts of one language, as JSON
python -m tools.translations fill fa FILE       write translations from such a JSON file
python -m tools.translations compile            catalogues newer than their compiled form
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HOUSE = Path(__file__).resolve().parent.parent
CATALOGUES = HOUSE / "community" / "translations"
LANGUAGES = ("en", "id", "de", "nl", "fa")
WITHOUT_PLURALS = ("id", "fa")  # Babel does not know this of Indonesian
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
KEYWORDS = {
    **dict.fromkeys(("_", "_l", "gettext", "lazy_gettext"), None),
    **dict.fromkeys(("ngettext", "lazy_ngettext", "_n"), (1, 2)),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
IDLE_HEADERS = tuple(
    f'"{name}'
    for name in ("Project-Id", "Report-", "POT-", "PO-", "Last-", "Language-T", "Generated")
)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sdif]|%[sdif]|<\s*/?\s*(\w+)")


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("action", choices=("update", "check", "missing", "fill", "compile"))
    parser.add_argument("rest", nargs="*")
    arguments = parser.parse_args()
    faults = globals()[arguments.action](*arguments.rest) or []
    print(*faults, sep="\n", end="\n" if faults else "")
    return 1 if faults else 0


def update() -> None:
    texts = collected()
    for language in LANGUAGES:
        catalogue = opened(language)
        catalogue.update(deepcopy(texts), no_fuzzy_matching=True)
        if language == "en":
            for message in told(catalogue):
                message.string = message.id
        saved(catalogue, language)
        empty = sum(1 for message in told(catalogue) if not complete(message))
        print(f"{language}: {len(list(told(catalogue)))} texts, {empty} to translate")


def check() -> list[str]:
    """Faults of all catalogues against the source, each one line."""
    texts = collected()
    return [fault for language in LANGUAGES for fault in faults_of(language, texts)]


def faults_of(language: str, texts: Catalog) -> Iterator[str]:
    catalogue = opened(language)
    for text in told(texts):
        message = catalogue.get(text.id, text.context)
        if message is None or not complete(message):
            yield f"{language}: missing {singular(text)!r}"
        elif message.fuzzy:
            yield f"{language}: fuzzy {singular(text)!r}"
        elif len(forms(message)) != (catalogue.num_plurals if text.pluralizable else 1):
            yield f"{language}: wrong number of plural forms for {singular(text)!r}"
        else:
            yield from placeholder_faults(language, message)


def placeholder_faults(language: str, message: Message) -> Iterator[str]:
    """A translation names what its original names; where there are plurals, "one" may be a word."""
    wanted = placeholders(message.id[-1] if message.pluralizable else message.id)
    in_words = [it for it in wanted if not it.startswith("%(num)")]
    for number, form in enumerate(forms(message)):
        first_of_many = number == 0 and len(forms(message)) > 1
        if placeholders(form) not in ([wanted, in_words] if first_of_many else [wanted]):
            yield f"{language}: other placeholders or tags than in {singular(message)!r}: {form!r}"


def missing(language: str) -> None:
    """Print what `fill` takes: {text: "" or [forms]}, with the plural forms the language has."""
    texts, catalogue = collected(), opened(language)
    wanted: dict[str, object] = {}
    for text in told(texts):
        message = catalogue.get(text.id, text.context)
        if message is None or not complete(message):
            wanted[key(text)] = [""] * catalogue.num_plurals if text.pluralizable else ""
    print(json.dumps(wanted, ensure_ascii=False, indent=1))


def fill(language: str, file: str) -> list[str]:
    catalogue = opened(language)
    catalogue.update(collected(), no_fuzzy_matching=True)
    by_key = {key(message): message for message in told(catalogue)}
    given = json.loads(Path(file).read_text())
    for text, translation in given.items():
        if text in by_key and translation:
            by_key[text].string = (
                tuple(translation) if isinstance(translation, list) else translation
            )
    saved(catalogue, language)
    return [f"{language}: no such text: {text!r}" for text in given if text not in by_key]


def compile() -> None:
    """Write the compiled catalogues that are older than their source; cheap when none is."""
    for source in CATALOGUES.glob("*/LC_MESSAGES/messages.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            compiled = BytesIO()
            write_mo(compiled, read_po(source.open("rb")))
            replace(target, compiled.getvalue())


def collected() -> Catalog:
    texts = Catalog(charset="utf-8")
    for folder in ("community", "templates"):
        found = extract_from_dir(
            HOUSE / folder, METHODS, keywords=KEYWORDS, comment_tags=["Translators:"]
        )
        for file, _, text, comments, context in found:
            texts.add(
                text, None, [(f"{folder}/{file}", 0)], auto_comments=comments, context=context
            )
    return texts


def opened(language: str) -> Catalog:
    file = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    if file.exists():
        return read_po(file.open("rb"), locale=language)
    catalogue = Catalog(locale=language, charset="utf-8")
    if language in WITHOUT_PLURALS:
        catalogue.mime_headers = [("Plural-Forms", "nplurals=1; plural=0;")]
    return catalogue


def saved(catalogue: Catalog, language: str) -> None:
    """Sorted and without dates and line numbers, so that a change shows only what changed."""
    written = BytesIO()
    write_po(
        written, catalogue, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False
    )
    replace(
        CATALOGUES / language / "LC_MESSAGES" / "messages.po", without_dates(written.getvalue())
    )


def without_dates(catalogue: bytes) -> bytes:
    lines = catalogue.decode().splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith("msgid"))
    return "".join(line for line in lines[start:] if not line.startswith(IDLE_HEADERS)).encode()


def replace(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    beside.write_bytes(content)
    beside.rename(target)


def told(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def key(message: Message) -> str:
    return f"{message.context}\x04{singular(message)}" if message.context else singular(message)


def singular(message: Message) -> str:
    return message.id[0] if message.pluralizable else message.id


def forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple | list) else (message.string,)


def complete(message: Message) -> bool:
    return all(forms(message)) and bool(forms(message))


def placeholders(text: str) -> list[str]:
    return sorted(match[0] for match in PLACEHOLDER.finditer(text))


if __name__ == "__main__":
    sys.exit(main())
