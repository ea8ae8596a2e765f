"""The `community` command. Its own commands load no room; a room's commands are found when asked for."""

import sys

__all__ = ["main"]


def main() -> None:
    if not sys.argv[1:] or {"--help", "-h"} & set(sys.argv):
        _dress_help()
    from community.cli.commands import community

    community(prog_name="community")


def _dress_help() -> None:
    """Only when help is read: it takes a tenth of a second to put on."""
    from rich_click.patch import patch

    patch()
