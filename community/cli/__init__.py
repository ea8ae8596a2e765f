"""The `community` command. Its own commands load no room; a room's commands are found when asked for."""

from community.cli.commands import community

__all__ = ["main"]


def main() -> None:
    community(prog_name="community")
