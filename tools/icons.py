"""Pick our icons from lucide (ISC) into one sprite, static/icons/sprite.svg: `python tools/icons.py`.

The choice stands in icons.toml; a name there is what templates say: `icon('bell')`.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

SPRITE = Path(__file__).resolve().parent.parent / "static" / "icons" / "sprite.svg"
CHOICE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())


def main() -> int:
    drawings = from_lucide() | CHOICE["drawn"]
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>\n'
        for name, body in sorted(drawings.items())
    )
    SPRITE.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n')
    print(f"{len(drawings)} icons, {SPRITE.stat().st_size} bytes")
    return 0


def from_lucide() -> dict[str, str]:
    words = (name.partition("=") for name in CHOICE["names"].split())
    wanted = {ours: theirs or ours for ours, _, theirs in words}
    with tempfile.TemporaryDirectory() as folder:
        command = [
            "npm",
            "pack",
            "--silent",
            "--ignore-scripts",
            f"lucide-static@{CHOICE['version']}",
        ]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            (SPRITE.parent / "LICENSE").write_bytes(archive.extractfile("package/LICENSE").read())
            return {ours: body(archive, theirs) for ours, theirs in wanted.items()}


def body(archive: tarfile.TarFile, name: str) -> str:
    drawing = archive.extractfile(f"package/icons/{name}.svg").read().decode()
    inside = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.S)[1]
    return re.sub(r"\s+", " ", inside).replace("> <", "><").replace(" />", "/>").strip()


if __name__ == "__main__":
    sys.exit(main())
