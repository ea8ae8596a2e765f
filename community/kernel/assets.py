"""Static files under one address that changes with their content, so browsers may keep them for ever."""

import gzip
import hashlib
import re
import shutil
import tempfile
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

from community import __version__, paths

LAYERS = "@layer reset, base, layout, components, utilities;\n"
COMMENT_OR_INDENT = re.compile(r"/\*.*?\*/|^\s+", re.DOTALL | re.MULTILINE)
SQUEEZED = {".css", ".js", ".svg", ".json", ".txt"}
KEPT = 3


def init_app(app: Flask, folder: Path) -> None:
    """`release` changes with every file that a page is made of; pages kept from before it are stale."""
    digest = _digest(paths.STATIC)
    if not (folder / digest).exists():
        _build(folder / digest)
        _forget_all_but_the_newest(folder)
    app.extensions["asset_prefix"] = prefix = f"/static/{digest}"
    app.extensions["release"] = hashlib.sha256(
        f"{__version__}{digest}{_digest(paths.TEMPLATES)}".encode()
    ).hexdigest()[:8]
    serve = WhiteNoise(
        app.wsgi_app, immutable_file_test=lambda path, url: True, add_headers_function=_harden
    )
    serve.add_files(str(folder), prefix="/static")
    app.wsgi_app = serve  # type: ignore[method-assign]
    app.jinja_env.globals.update(asset=lambda name: f"{prefix}/{name}", icons=f"{prefix}/icons.svg")


def _digest(folder: Path) -> str:
    seen = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            seen.update(str(file.relative_to(folder)).encode() + file.read_bytes())
    return seen.hexdigest()[:8]


def _build(built: Path) -> None:
    """Made aside and moved in whole, so that processes which start together do no harm."""
    built.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=built.parent, prefix="."))
    fresh = aside / built.name
    shutil.copytree(paths.STATIC, fresh)
    (fresh / "application.css").write_text(LAYERS + _stylesheet(fresh / "css"), encoding="utf-8")
    for file in fresh.rglob("*"):
        if file.suffix in SQUEEZED:
            file.with_name(file.name + ".gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))
    try:
        fresh.rename(built)
    except OSError:
        if not built.exists():
            raise
    shutil.rmtree(aside, ignore_errors=True)


def _forget_all_but_the_newest(folder: Path) -> None:
    """Pages that browsers opened before an upgrade still find their files."""
    built = sorted(folder.glob("[0-9a-f]*"), key=lambda each: each.stat().st_mtime, reverse=True)
    for old in built[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def _stylesheet(css: Path) -> str:
    first = [css / f"{name}.css" for name in ("tokens", "base", "layout")]
    files = [*first, *sorted((css / "components").glob("*.css")), css / "utilities.css"]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files if file.exists())
    return COMMENT_OR_INDENT.sub("", text)


def _harden(headers: dict[str, str], path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
