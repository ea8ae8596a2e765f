"""Pick our icons from lucide (ISC) into one sprite, static/icons.svg: `python tools/icons.py`.

The choice stands in icons.toml; a name there is what templates say: `icon('bell')`.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from urllib.parse import quote

OPEN = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='#000' stroke-width='1.5'"
    " stroke-linecap='round' stroke-linejoin='round'>"
)
KEPT = " '/:=()"
SPRITE = Path(__file__).resolve().parent.parent / "static" / "icons.svg"
DRAWINGS = SPRITE.parent / "css" / "components" / "drawings.css"
CHOICE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())


def main() -> int:
    drawings = from_lucide() | CHOICE["drawn"]
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>\n'
        for name, body in sorted(drawings.items())
    )
    SPRITE.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n')
    DRAWINGS.write_text(stylesheet(drawings))
    print(f"{len(drawings)} icons, {SPRITE.stat().st_size} bytes")
    return 0


def stylesheet(drawings: dict[str, str]) -> str:
    """Those that stand on every post of a page, so that the page need not carry them."""
    named = {
        name: OPEN + drawings[name].replace('"', "'") + "</svg>"
        for name in CHOICE["styled"].split()
    }
    lines = [
        f'  .act--{name} {{ --drawing: url("data:image/svg+xml,{quote(svg, safe=KEPT)}"); }}\n'
        for name, svg in named.items()
    ]
    return f"/* Written by tools/icons.py. */\n@layer components {{\n{''.join(lines)}}}\n"


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
