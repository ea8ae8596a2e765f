"""From the list of members to a file, and what the receipt says stayed behind."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running import DESK, Running
from tests.browser.test_main_flow import until


@pytest.mark.parametrize("script", [True, False], ids=["script", "no_script"])
def test_what_facebook_forbids_to_export_stays_and_the_receipt_says_so(
    visitor: Callable[..., Page], running: Running, tmp_path: Path, script: bool
) -> None:
    marketer = visitor(
        "narges", script=script, viewport=DESK, locale="en-GB", extra_http_headers={}
    )
    marketer.goto("/marketing/members?network=facebook")
    marketer.locator("a[href^='/marketing/exports/new']").first.click()
    marketer.locator("#purpose-service").check()
    marketer.locator("#column-email").check()
    marketer.locator("main form button").click()
    expect(marketer).to_have_url(re.compile(r"/marketing/exports/[\w-]{20,}"))
    receipt = marketer.url.removeprefix(running.url)
    until(lambda: ready(marketer, receipt))

    rows = downloaded(marketer, receipt, tmp_path)
    held = running.asked(
        "select count(*) from facts f join members m on m.id = f.member_id where m.first_network = 'facebook'"
        " and f.field = 'email' and f.source = 'facebook' and f.withdrawn_at is null"
    )[0][0]
    assert held > 0
    marketer.goto(receipt)
    assert "Facebook" in (marketer.locator("dl.pairs").text_content() or "")
    forbidden = running.asked(
        "select f.value from facts f where f.field = 'email' and f.source = 'facebook'"
    )
    whole = "\n".join(str(row) for row in rows)
    assert rows
    assert not [value for (value,) in forbidden if value in whole]


def ready(marketer: Page, receipt: str) -> bool:
    marketer.goto(receipt)
    return marketer.locator(f"a[href='{receipt}/file']").count() > 0


def downloaded(marketer: Page, receipt: str, folder: Path) -> list[dict[str, str]]:
    with marketer.expect_download() as taken:
        marketer.locator(f"a[href='{receipt}/file']").click()
    taken.value.save_as(folder / "members.csv")
    return list(csv.DictReader((folder / "members.csv").read_text("utf-8-sig").splitlines()))
