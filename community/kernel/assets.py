"""Static files under one address that changes with their content, so browsers may keep them for ever."""

import gzip
import hashlib
import shutil
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

from community import paths

LAYERS = "@layer reset, base, layout, components, utilities;\n"
SQUEEZED = {".css", ".js", ".svg", ".json", ".txt"}


def init_app(app: Flask, folder: Path) -> None:
    digest = _digest(paths.STATIC)
    built = folder / digest
    if not (built / "complete").exists():
        _build(built)
    prefix = f"/static/{digest}"
    app.extensions["asset_prefix"] = prefix
    serve = WhiteNoise(app.wsgi_app, immutable_file_test=lambda path, url: url.startswith(prefix))
    serve.add_files(str(built), prefix=prefix)
    app.wsgi_app = serve  # type: ignore[method-assign]
    app.jinja_env.globals.update(asset=lambda name: f"{prefix}/{name}", icons=f"{prefix}/icons/sprite.svg")


def _digest(folder: Path) -> str:
    seen = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            seen.update(str(file.relative_to(folder)).encode() + file.read_bytes())
    return seen.hexdigest()[:12]


def _build(built: Path) -> None:
    fresh = built.with_suffix(".fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(paths.STATIC, fresh)
    (fresh / "application.css").write_text(LAYERS + _stylesheet(fresh / "css"), encoding="utf-8")
    for file in fresh.rglob("*"):
        if file.suffix in SQUEEZED:
            file.with_name(file.name + ".gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))
    (fresh / "complete").touch()
    shutil.rmtree(built, ignore_errors=True)
    fresh.rename(built)


def _stylesheet(css: Path) -> str:
    first = [css / f"{name}.css" for name in ("tokens", "base", "layout")]
    files = [*first, *sorted((css / "components").glob("*.css")), css / "utilities.css"]
    return "\n".join(file.read_text(encoding="utf-8") for file in files if file.exists())
