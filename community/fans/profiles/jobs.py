from flask import current_app

from community.kernel.jobs import job


@job()
def drop_cover(key: str) -> None:
    """After the change that put another in its place is safe."""
    current_app.extensions["storage"].delete(f"media/{key}")
