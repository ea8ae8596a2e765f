"""Where a Chromium stands on this machine, and the arguments it needs without a desktop."""

import os
import shutil
import subprocess
from pathlib import Path

NODE_MODULES = Path(__file__).resolve().parent.parent / ".cache" / "node" / "node_modules"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--no-zygote",
    "--disable-gpu",
    "--headless=shell",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-pings",
    "--font-render-hinting=none",
]
UNPACK = (
    "import('@sparticuz/chromium').then(async it => console.log(await it.default.executablePath()))"
)


def executable() -> str | None:
    """The path of a Chromium: KONEKTOR_CHROMIUM, one on PATH, or the npm package's; None if there is none."""
    named = os.environ.get("KONEKTOR_CHROMIUM")
    if named:
        return named
    return next(filter(None, map(shutil.which, NAMES)), None) or unpacked_from_npm()


def unpacked_from_npm() -> str | None:
    if not (NODE_MODULES / "@sparticuz" / "chromium").is_dir() or not shutil.which("node"):
        return None
    command = ["node", "--input-type=module", "-e", UNPACK]
    answer = subprocess.run(
        command, cwd=NODE_MODULES.parent, capture_output=True, text=True, check=True
    )
    return answer.stdout.strip().splitlines()[-1]
