"""Pick our icons from lucide (ISC) into one sprite, static/icons/sprite.svg: `python tools/icons.py`.

A name here is what templates say: `icon('bell')`. `ours=theirs` where our word differs.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "1.62.0"
SPRITE = Path(__file__).resolve().parent.parent / "static" / "icons" / "sprite.svg"
NAMES = """
search plus bell user users settings log-out log-in home=house menu=menu x check chevron-right chevron-left chevron-down arrow-right arrow-left
arrow-up arrow-down arrow-up-right more=ellipsis reply=message-square-reply message=message-square messages=messages-square question=circle-help
idea=lightbulb review=star poll=chart-bar event=calendar-days article=newspaper discussion=message-circle pin lock unlock=lock-open solved=circle-check
like=heart thanks=hand-heart helpful=thumbs-up insight=sparkles fun=laugh sad=frown quote link copy share=share-2 bookmark flag edit=pencil trash=trash-2 history eye
eye-off bold italic heading code list list-ordered image paperclip at=at-sign smile send mail phone globe calendar clock map-pin map tag hash
boards=layout-grid latest=activity new=sparkle unread=circle-dot top=trending-up unanswered=circle-dashed following=rss people=users-round shield gavel inbox radio
megaphone chart=chart-line funnel segment=venn export=download import=upload campaign=send-horizontal gauge database key-round fingerprint smartphone monitor
moon sun languages palette sliders=sliders-horizontal info warn=triangle-alert bad=circle-x help=life-buoy award medal trophy crown ambassador=badge-check gift
target refresh=refresh-cw undo=undo-2 merge split=split move=folder-input book=book-open feed=rss qr=qr-code external=external-link verified=badge-check
heart-handshake ticket flame snowflake leaf mountain footprints dumbbell sun-snow wrench shopping-bag coffee log=scroll-text user-plus user-minus user-x ban handshake
thermometer volume-x play pause zap plug webhook hard-drive heart-pulse file-text folder filter sort=arrow-up-down columns=columns-3 keyboard newspaper
""".split()

# Marks of networks are drawn here in our stroke: lucide carries no brands, and a person must recognise where they came from.
NETWORKS = {
    "google": '<path d="M20.5 12.2c0 5-3.4 8.3-8.3 8.3a8.5 8.5 0 1 1 5.7-14.8M12.2 12.2h8.3"/>',
    "facebook": '<circle cx="12" cy="12" r="9"/><path d="M13 21v-9.2c0-1.900.9-2.800 2.700-2.800h.8M9.800 13.300h6"/>',
    "x-network": '<path d="m4.500 4 6.300 8.500L4.500 20M19.500 4l-6 6.700M4.500 4h4l11 16h-4l-5-7.200"/>',
    "instagram": '<rect x="3.500" y="3.500" width="17" height="17" rx="5"/><circle cx="12" cy="12" r="4"/><path d="M16.900 7.200h.01"/>',
    "youtube": '<rect x="2.500" y="5.500" width="19" height="13" rx="4"/><path d="m10 9.500 4.800 2.500-4.800 2.500z"/>',
    "linkedin": '<rect x="3.500" y="3.500" width="17" height="17" rx="3"/><path d="M8 10.800V16M8 8v.01M12 16v-5.200M12 13c0-1.500.9-2.300 2.100-2.300S16 11.500 16 13v3"/>',
    "github": '<path d="M9.500 20.500v-3.200c-3 .7-3.800-1.300-4.600-1.700M14.500 20.500v-3.800c0-.9-.2-1.500-.7-2 2.300-.3 4.400-1.300 4.400-4.800 0-1-.3-1.900-1-2.600.2-.7.2-1.500-.1-2.300-.9 0-1.800.5-2.400 1a8 8 0 0 0-4.400 0c-.6-.5-1.500-1-2.400-1-.3.8-.3 1.600-.1 2.300-.7.700-1 1.600-1 2.600 0 3.500 2.100 4.500 4.400 4.800-.5.500-.7 1.100-.7 2v3.800"/>',
    "discord": '<path d="M8.500 6.500C6.800 6.800 5.400 7.400 5 7.700 3.600 10 3 13 3.200 16.300c1.300 1 2.700 1.600 4 1.900l1-1.700M15.500 6.500c1.700.3 3.100.9 3.500 1.200 1.400 2.300 2 5.300 1.800 8.600-1.300 1-2.700 1.600-4 1.900l-1-1.700M8.500 6.500l.6-.7h5.800l.6.700M7.500 16.500a12 12 0 0 0 9 0M9.300 12.300v.4M14.700 12.300v.4"/>',
    "microsoft": '<path d="M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z"/>',
    "apple": '<path d="M16.200 12.300c0-2 1.300-2.900 2-3.300-1-1.500-2.500-1.800-3.200-1.800-1.400 0-2.200.7-3 .7s-1.700-.7-2.900-.7C6.600 7.200 4.700 9.200 4.700 12.500c0 3.900 2.700 8 4.700 8 1 0 1.500-.6 2.800-.6s1.700.6 2.800.6c1.700 0 3.200-2.500 3.800-4.300-1.700-.7-2.600-2.100-2.600-3.900zM14.800 3.200c0 1.600-1.200 2.900-2.600 2.900"/>',
    "mastodon": '<path d="M20 9.300c0-3.600-2.600-5.100-2.600-5.100C14.500 3 9.500 3 6.600 4.200 6.600 4.200 4 5.700 4 9.300c0 4.300-.2 9.600 4.300 10.800 2.300.6 4.500.5 6 .1l-.1-1.800c-2 .5-5.800.4-6-2.600 3 .7 6.500.9 9-.2 2.200-1 2.800-3.400 2.800-6.300zM8 13.500V9.800C8 7.200 12 7 12 9.900v1.600M16 13.500V9.800C16 7.200 12 7 12 9.900"/>',
    "bluesky": '<path d="M12 11C10.800 8.700 7.700 5.200 5.600 4.200 3.500 3.200 3 4.500 3 5.600c0 1.200.5 5 1 6.200.7 2 2.800 2.600 5 2.300-3.500.6-4.500 2.500-2.500 4.500 3.500 3.500 5-1.500 5.500-3 .5 1.500 2 6.500 5.500 3 2-2 1-3.900-2.500-4.500 2.200.3 4.300-.3 5-2.300.5-1.200 1-5 1-6.200 0-1.100-.5-2.400-2.600-1.400-2.100 1-5.200 4.500-6.400 6.800z"/>',
    "tiktok": '<path d="M13.500 3.500v11.700a3.800 3.800 0 1 1-3.800-3.800M13.500 3.500c.3 3 2.200 4.900 5 5.200"/>',
    "reddit": '<ellipse cx="12" cy="14" rx="8" ry="6"/><path d="m12 8 .9-4 3.300.8M9 16.500c1.800 1.200 4.200 1.200 6 0M9 12.800v.01M15 12.800v.01M19 9.700a1.800 1.800 0 1 1 1.300 3M5 9.700a1.800 1.800 0 1 0-1.300 3"/><circle cx="17.300" cy="5" r="1.200"/>',
    "twitch": '<path d="M5 4h15v9.500L16.500 17H13l-3 3v-3H5zM11 8v4.500M15.500 8v4.500"/>',
    "whatsapp": '<path d="m3.500 20.500 1.300-4.300a8.500 8.500 0 1 1 3.200 3zM9 8.500c-.7 2.500 3.500 7 6.200 6.300.8-.2 1.300-1 1.200-1.500L14.500 12l-1.300 1a6 6 0 0 1-2-2l.9-1.300L11 8c-.6-.300-1.600-.2-2 .5z"/>',
    "telegram": '<path d="M20.500 4.500 3.500 11.300l5.200 1.900 2 6 3-3.600 4.400 3.200zM8.700 13.200l7.500-5"/>',
    "line": '<path d="M12 4c5 0 9 3.200 9 7.200 0 3.500-4 6.800-9 9.300v-2.300c-5 0-9-3.100-9-7S7 4 12 4zM7.500 9.500V13H9M11 9.500V13M13 13V9.500l2 3.500V9.500"/>',
    "vk": '<path d="M3 7.500c.3 5.800 3.500 9.500 8.800 9.500h.7V7.500M5.500 7.500M12.500 12c2 0 4.300-2 5-4.500M12.500 12c2.300.3 4.500 2 5.500 5"/>',
    "kakao": '<path d="M12 4.500c5 0 9 3 9 6.800s-4 6.800-9 6.800l-4.500 3 .8-3.600C5.200 16.300 3 14 3 11.300c0-3.800 4-6.800 9-6.800z"/>',
}


def main() -> int:
    drawings = from_lucide() | {
        name: re.sub(r"(\.\d*?[1-9])0+(?=\D)", r"\1", body) for name, body in NETWORKS.items()
    }
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>\n'
        for name, body in sorted(drawings.items())
    )
    SPRITE.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n')
    print(f"{len(drawings)} icons, {SPRITE.stat().st_size} bytes")
    return 0


def from_lucide() -> dict[str, str]:
    wanted = dict((name.partition("=")[0], name.partition("=")[2] or name) for name in NAMES)
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--ignore-scripts", f"lucide-static@{VERSION}"]
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
