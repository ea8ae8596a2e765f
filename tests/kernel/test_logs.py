"""One event is one line, whatever a request brought along."""

import json
import logging

import pytest

from community.kernel.logs import ForMachines, ForPeople

HOSTILE = "/x\r\n2026-01-01 error root: all is lost\x1b[2J\x00\x9b"


def record(message: str, *values: object) -> logging.LogRecord:
    return logging.LogRecord("community", logging.ERROR, "", 0, message, values, None)


@pytest.mark.parametrize("form", [ForPeople(), ForMachines()])
def test_e17_what_a_request_brings_stays_in_its_line(form: logging.Formatter) -> None:
    line = form.format(record("a page broke: %s", HOSTILE))
    assert line.isprintable()
    assert len(line.splitlines()) == 1


def test_a_line_for_machines_is_json() -> None:
    try:
        raise ValueError("burned")
    except ValueError as error:
        failed = record("a page broke: %s", "نان")
        failed.exc_info = (type(error), error, error.__traceback__)
    line = json.loads(ForMachines().format(failed))
    assert line["event"] == "a page broke: نان"
    assert line["level"] == "error"
    assert "burned" in line["exception"]
    assert line["at"].endswith("+00:00")


def test_a_line_for_people_shows_where_it_broke() -> None:
    try:
        raise ValueError("burned")
    except ValueError as error:
        failed = record("a page broke")
        failed.exc_info = (type(error), error, error.__traceback__)
    first, *rest = ForPeople().format(failed).splitlines()
    assert first.endswith("community: a page broke")
    assert rest[-1] == "ValueError: burned"
