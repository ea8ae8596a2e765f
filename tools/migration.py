"""Write a migration from what the models say beyond the newest one: ./dev migration "say what"."""

import subprocess
import sys
import tempfile
from pathlib import Path

from flask_migrate import revision, upgrade

from community import paths
from community.app import create_app
from community.config import Config
from community.kernel import clock, schema

BIN = Path(sys.executable).parent


def main() -> int:
    message = " ".join(sys.argv[1:]).strip()
    if not message:
        print('Say what it does: ./dev migration "give boards a colour"')
        return 2
    before = versions()
    with tempfile.TemporaryDirectory() as folder:
        write(message, Path(folder))
    written = sorted(versions() - before)
    for file in written:
        subprocess.run([BIN / "ruff", "format", "--quiet", file], check=True)
    print(*written or ["The models say nothing that the migrations do not."], sep="\n")
    return 0


def versions() -> set[Path]:
    return set((paths.MIGRATIONS / "versions").glob("*.py"))


def write(message: str, data: Path) -> None:
    """An empty database is brought to the newest version, then compared with the models."""
    app = create_app(Config(data=data, database_url="", secret_key="only to compare", testing=True))
    schema.init_app(app)
    with app.app_context():
        upgrade()
        revision(message=message, autogenerate=True, rev_id=clock.now().strftime("%Y%m%d%H%M"))


if __name__ == "__main__":
    sys.exit(main())
