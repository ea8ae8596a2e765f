"""`community import stackexchange` says what it did in figures, and what went wrong in one sentence."""

from pathlib import Path

import pytest

from community.edges.transfer.commands import bring_in

FIXTURES = Path(__file__).with_name("fixtures")


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(bring_in, ["stackexchange", *map(str, words)])


def test_balance_and_reasons_are_printed_and_nothing_else_on_the_same_stream(run):
    done = run(FIXTURES / "dump", "--site", "skiing.example", "--board", "old", "--name", "Old")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["Table", "read", "stored", "already", "there", "refused"]
    assert ["Posts", "12", "5", "0", "7"] in [line.split() for line in lines]
    assert any("describes a tag" in line for line in lines) and "refused-" in lines[-1]
    assert "Reading Posts: 12" in done.stderr and "Posts: 10 / 10" in done.stderr
    assert "\r" not in done.output


def test_what_cannot_be_read_ends_with_one_sentence(run, tmp_path):
    for path, words in (
        (tmp_path, "There is no table"),
        (FIXTURES / "hostile", "declares its own entities"),
    ):
        done = run(path)
        assert done.exit_code == 1
        assert words in done.output.splitlines()[-1] and "Traceback" not in done.output


def test_torn_file_ends_with_what_came_in_and_a_code(run, tmp_path):
    (tmp_path / "Posts.xml").write_text(
        '<posts><row Id="1" PostTypeId="1" CreationDate="2019-03-01T10:00:00" Body="Say" Title="Whole"/><row '
    )
    done = run(tmp_path)
    assert done.exit_code == 1 and "ends too early" in done.output
    assert ["Posts", "1", "1", "0", "0"] in [line.split() for line in done.stdout.splitlines()]


def test_language_must_be_one_of_ours(run):
    assert run(FIXTURES / "table", "--language", "xx").exit_code == 2
