"""Static files have one address for each content."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from community.kernel import assets
from community.kernel.application import Application


def test_a_file_may_be_kept_for_ever(bakery: Application, customer: FlaskClient) -> None:
    answer = customer.get(bakery.extensions["asset_prefix"] + "/application.css")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert answer.text.startswith("@layer")


def test_a_file_is_sent_squeezed(bakery: Application, customer: FlaskClient) -> None:
    path = bakery.extensions["asset_prefix"] + "/application.css"
    assert (
        customer.get(path, headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"]
        == "gzip"
    )


@pytest.mark.parametrize(
    "path", ["/../secret_key", "/%2e%2e/secret_key", "/css/../../../secret_key", "//etc/passwd"]
)
def test_e15_no_way_leads_out_of_the_folder(
    bakery: Application, customer: FlaskClient, path: str
) -> None:
    assert customer.get(bakery.extensions["asset_prefix"] + path).status_code == 404


def test_processes_that_start_together_build_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "static"
    (source / "css").mkdir(parents=True)
    (source / "css" / "tokens.css").write_text(":root {}")
    monkeypatch.setattr("community.paths.STATIC", source)
    with ThreadPoolExecutor(4) as together:
        list(together.map(lambda _: assets._build(tmp_path / "built" / "abc"), range(4)))
    assert sorted(each.name for each in (tmp_path / "built").iterdir()) == ["abc"]
    assert "root" in (tmp_path / "built" / "abc" / "application.css").read_text()


def test_files_of_the_release_before_are_still_found(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}abc").mkdir()
    assets._forget_all_but_the_newest(tmp_path)
    assert len(list(tmp_path.iterdir())) == assets.KEPT
