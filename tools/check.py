"""The house rules, one line each: ./dev check [step ...]"""

import re
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools import translations

HOUSE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LOCKS = ("requirements.txt", "requirements-extras.txt", "requirements-dev.txt")
CARRIED = ("templates/", "static/css/", "static/vendor/", "migrations/")


def main() -> int:
    wanted = sys.argv[1:] or list(STEPS)
    unknown = [name for name in wanted if name not in STEPS]
    if unknown:
        print(f"No step named {', '.join(unknown)}. There are: {', '.join(STEPS)}.")
        return 2
    with ThreadPoolExecutor(2) as pool:
        failed = [name for name, faults in pool.map(run, wanted) if report(name, faults)]
    print(f"Check failed: {', '.join(failed)}." if failed else "Check passed.")
    return 1 if failed else 0


def run(name: str) -> tuple[str, tuple[str, float]]:
    began = time.monotonic()
    faults = STEPS[name]()
    return name, (faults, time.monotonic() - began)


def report(name: str, result: tuple[str, float]) -> bool:
    faults, seconds = result
    print(f"{'FAIL' if faults else 'ok  '}  {name:<13} {seconds:5.1f} s", flush=True)
    if faults:
        print(faults.rstrip(), flush=True)
    return bool(faults)


def formatting() -> str:
    return told(BIN / "ruff", "format", "--check", "--quiet", "--output-format=concise", ".")


def lint() -> str:
    return told(BIN / "ruff", "check", "--quiet", "--output-format=concise", ".")


def floors() -> str:
    return told(BIN / "lint-imports", "--no-cache")


def types() -> str:
    return told(BIN / "mypy", "--no-error-summary")


def vendored() -> str:
    return told(sys.executable, "tools/vendor.py", "--verify")


def texts() -> str:
    faults = translations.check()
    shown = [fault for language in translations.LANGUAGES for fault in first(faults, language)]
    return "\n".join(
        [f"{len(faults)} texts: ./dev translate collects them", *shown] if faults else []
    )


def first(faults: list[str], language: str, most: int = 8) -> list[str]:
    return [fault for fault in faults if fault.startswith(language)][:most]


def locks() -> str:
    """Each dependency stands in its lock with hashes, and no lock says where it came from."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())
    extras = project["project"]["optional-dependencies"].values()
    asked = {
        "requirements.txt": project["project"]["dependencies"],
        "requirements-extras.txt": [it for extra in extras for it in extra],
        "requirements-dev.txt": project["dependency-groups"]["dev"],
    }
    return "\n".join(
        f"{file} lacks {name}: run ./dev lock"
        for file, wanted in asked.items()
        for name in map(plain_name, wanted)
        if not re.search(rf"(?mi)^{re.escape(name)}==\S.*\\$", (HOUSE / file).read_text())
    )


def plain_name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")


def addresses() -> str:
    """No registry's address in a committed file: any mirror must do."""
    hosts = r"py[p]i\.org|pythonhoste[d]\.org|npmj[s]\.(org|com)|registry\.yarnpk[g]"
    command = ["git", "grep", "--untracked", "-nIE", hosts, "--", ".", ":!static/vendor"]
    found = subprocess.run(command, check=False, cwd=HOUSE, capture_output=True, text=True)
    return found.stdout


def wheel() -> str:
    """A wheel builds, carries what the checkout has, and opens away from it."""
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder]
        faults = told(*build)
        if faults:
            return faults
        unpacked = Path(folder) / "unpacked"
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as archive:
            faults = lacking(archive.namelist())
            archive.extractall(unpacked)
        return faults or opens(unpacked)


def lacking(names: list[str]) -> str:
    wanted = [f"community/_resources/{folder}" for folder in CARRIED]
    wanted += [
        f"community/translations/{it}/LC_MESSAGES/messages.mo" for it in translations.LANGUAGES
    ]
    missing = [it for it in wanted if not any(name.startswith(it) for name in names)]
    return f"The wheel lacks {', '.join(missing)}." if missing else ""


def opens(unpacked: Path) -> str:
    program = (
        "import community.paths as paths, pathlib; from community.app import create_app;"
        "from community.config import Config;"
        f"assert pathlib.Path({str(unpacked)!r}) in paths.TEMPLATES.parents, paths.TEMPLATES;"
        "create_app(Config(data='data', secret_key='only to look', testing=True))"
    )
    return told(sys.executable, "-c", program, cwd=unpacked, env={"PYTHONPATH": str(unpacked)})


def told(*command: object, cwd: Path = HOUSE, env: dict[str, str] | None = None) -> str:
    """What a command says when it fails; nothing when it does not."""
    done = subprocess.run(
        list(map(str, command)),
        check=False,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return (done.stdout or f"{command[0]} ended {done.returncode}") if done.returncode else ""


STEPS: dict[str, Callable[[], str]] = {
    "types": types,
    "wheel": wheel,
    "format": formatting,
    "lint": lint,
    "floors": floors,
    "translations": texts,
    "vendored": vendored,
    "locks": locks,
    "addresses": addresses,
}

if __name__ == "__main__":
    sys.exit(main())
