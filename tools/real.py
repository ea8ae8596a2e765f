"""Fetch what real tests need beside Python into .cache/node, and say what is still missing."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from tools import chromium

ORDER = Path(__file__).with_name("node")
CACHE = chromium.NODE_MODULES.parent
STAMP = CACHE / "fetched"
INSTALL = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]


def main() -> int:
    wrong = [] if shutil.which("npm") else ["Node with npm (identity provider, page checkers)"]
    if not wrong:
        fetch(with_browser=not chromium.executable())
    if not chromium.executable():
        wrong.append("Chromium (apt-get install chromium)")
    if not shutil.which("java"):
        wrong.append("Java 11 or newer (apt-get install default-jre-headless)")
    print("Missing: " + "; ".join(wrong) if wrong else "Every real part is here.")
    return 1 if wrong else 0


def fetch(*, with_browser: bool) -> None:
    wanted = hashlib.sha256((ORDER / "package-lock.json").read_bytes()).hexdigest() + str(
        with_browser
    )
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(ORDER / name, CACHE / name)
    subprocess.run(INSTALL + ([] if with_browser else ["--omit=optional"]), cwd=CACHE, check=True)
    STAMP.write_text(wanted)


if __name__ == "__main__":
    sys.exit(main())
