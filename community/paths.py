"""Where templates, static files, migrations and catalogues lie, in a checkout and in a wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_wheel = PACKAGE / "_resources"
ROOT = _wheel if _wheel.is_dir() else PACKAGE.parent

TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
MIGRATIONS = ROOT / "migrations"
TRANSLATIONS = PACKAGE / "translations"
