"""The kinds of threads the forum brings: a file or a folder each, and a name in `room.py` beside it."""
