from tests.fans.forum.conftest import board, fresh, say, start, team_board, thread

__all__ = ["board", "fresh", "say", "start", "team_board", "thread"]
