"""Fetch the front-end files named in static/vendor/vendor.toml, and prove that they are the ones we read.

./dev vendor            fetch every entry and compare its sha256
./dev vendor htmx       only this one
./dev vendor --accept   write the sha256 of what was fetched (after reading it)
./dev vendor --verify   no network: compare the committed files
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

SHELF = Path(__file__).resolve().parent.parent / "static" / "vendor"
MANIFEST = SHELF / "vendor.toml"


def main() -> int:
    arguments = read_arguments()
    entries = tomllib.loads(MANIFEST.read_text())
    unknown = set(arguments.names) - set(entries)
    if unknown:
        print(f"vendor.toml has no entry named {', '.join(sorted(unknown))}.")
        return 2
    wrong = []
    for name in arguments.names or entries:
        wrong += refresh(name, entries[name], arguments)
    for sentence in wrong:
        print(sentence)
    return 1 if wrong else 0


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument(
        "--accept", action="store_true", help="write the sha256 of what was fetched"
    )
    parser.add_argument("--verify", action="store_true", help="compare the committed files only")
    return parser.parse_args()


def refresh(name: str, entry: dict, arguments: argparse.Namespace) -> list[str]:
    folder = SHELF / f"{name}-{entry['version']}"
    if not arguments.verify:
        fetch(entry, folder)
    found = {path: digest(folder / path) for path in kept_files(entry)}
    if arguments.accept:
        write_digests(name, found)
        remove_older(name, folder)
        return []
    return [
        f"{folder.name}/{path} is {found[path]}, not the file named in vendor.toml."
        for path in found
        if found[path] != entry.get("sha256", {}).get(path)
    ]


def fetch(entry: dict, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        package = unpack(entry, Path(temporary))
        folder.mkdir(parents=True, exist_ok=True)
        for inside, kept in entry["files"].items():
            shutil.copyfile(package / inside, folder / kept)
        shutil.copyfile(package / entry["licence_file"], folder / "LICENSE")


def unpack(entry: dict, folder: Path) -> Path:
    wanted = f"{entry['source'].removeprefix('npm:')}@{entry['version']}"
    command = ["npm", "pack", "--silent", "--ignore-scripts", wanted]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def kept_files(entry: dict) -> list[str]:
    return [*entry["files"].values(), "LICENSE"]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"


def write_digests(name: str, found: dict[str, str]) -> None:
    lines = "".join(f'  "{path}" = "{value}"\n' for path, value in found.items())
    text = re.sub(rf"(?ms)^\[{name}\.sha256\]\n.*?(?=^\[|\Z)", "", MANIFEST.read_text())
    table = f"[{name}.sha256]\n{lines}\n"
    end_of_entry = re.search(rf"(?ms)^\[{name}\]\n.*?(?=^\[|\Z)", text).end()
    MANIFEST.write_text(text[:end_of_entry] + table + text[end_of_entry:])


def remove_older(name: str, folder: Path) -> None:
    for other in SHELF.glob(f"{name}-[0-9]*"):
        if other != folder:
            shutil.rmtree(other)


if __name__ == "__main__":
    sys.exit(main())
