"""A bakery whose disk is full: python -m tests.kernel.full_disk FOLDER prints what happened as JSON."""

import json
import resource
import sys
from pathlib import Path

from sqlalchemy import text

from community.kernel.db import db
from tests.kernel.bakery import open_bakery, write_down, written


def main(folder: Path) -> dict[str, object]:
    app = open_bakery(folder, testing=False, secret_key="x" * 32)
    app.config["WTF_CSRF_ENABLED"] = False
    customer, storage = app.test_client(), app.extensions["storage"]
    with app.app_context():
        write_down("baked", 1)
        db.session.commit()
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = folder / "community.sqlite3-wal"
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 200_000, most))
    said = []
    for number in range(60):
        answer = customer.post("/loaves", data={"number": str(number)})
        said.append((answer.status_code, answer.headers.get("Retry-After"), "<h1>" in answer.text))
    reading = customer.get("/loaves").status_code
    refused = ""
    with app.app_context():
        try:
            storage.put("media/ab/cd.bin", b"x" * 5_000_000)
        except Exception as error:
            refused = f"{type(error).__name__} {getattr(error, 'status', '')}"
        left = [str(each) for each in (folder / "files").rglob("*") if each.is_file()]
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, most))
    healed = customer.post("/loaves", data={"number": "99"}).status_code
    with app.app_context():
        kept = len(written("baked")) - 2
        whole = db.session.execute(text("PRAGMA integrity_check")).scalar()
    return {
        "said": said,
        "reading": reading,
        "refused": refused,
        "left": left,
        "healed": healed,
        "kept": kept,
        "whole": whole,
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
