"""Files of a dump are read as far as they are sound, and never beyond what is safe."""

import gzip
from pathlib import Path

import pytest
from sqlalchemy import func, select

from community.edges.transfer import running, stackexchange
from community.edges.transfer.refusals import ImportRunning, NothingToImport, UnsafeDump
from community.edges.transfer.stackexchange import files, staging, texts
from community.fans.forum.models import Post
from community.kernel import text
from community.kernel.db import db

FIXTURES = Path(__file__).with_name("fixtures")
ROW = '<row Id="{0}" PostTypeId="1" CreationDate="2019-03-01T10:00:00.000" Title="Question {0}" Body="Say" OwnerUserId="1"/>'


def written(folder, name, content):
    file = folder / name
    packed = gzip.compress(content.encode()) if name.endswith(".gz") else content.encode()
    file.write_bytes(packed)
    return file


@pytest.mark.parametrize("name", ["Posts.xml", "posts.XML.gz"])
def test_tables_are_found_plain_or_packed(tmp_path, name):
    file = written(tmp_path, name, f"<posts>{ROW.format(1)}</posts>")
    assert files.find(tmp_path) == files.find(file) == {"Posts": file}
    assert [row["Title"] for row in files.rows(file)] == ["Question 1"]


def test_packing_is_known_by_the_content(tmp_path):
    (tmp_path / "Posts.xml").write_bytes(gzip.compress(f"<posts>{ROW.format(1)}</posts>".encode()))
    assert len(list(files.rows(tmp_path / "Posts.xml"))) == 1


def test_columns_are_known_whatever_their_case(tmp_path):
    file = written(tmp_path, "posts.csv", "id, posttypeid ,Title,else\n1,1,Wax,x\n")
    assert list(files.rows(file)) == [{"Id": "1", "PostTypeId": "1", "Title": "Wax", "else": "x"}]


@pytest.mark.parametrize(
    "said",
    [
        "2019-03-01T10:00:00.500",
        "2019-03-01 10:00:00.5",
        "2019-03-01T12:00:00.500+02:00",
        "2019-03-01T10:00:00.500Z",
    ],
)
def test_times_are_read_as_utc(said):
    assert staging.moment(said) == "2019-03-01T10:00:00.500"


@pytest.mark.parametrize(
    "said", ["soon", "", "99999999999999999999", "1.5", "nan", "inf", "1e400", "٣x"]
)
def test_strange_numbers_are_refused(said):
    with pytest.raises(staging.Malformed):
        staging.number(said)


def test_folder_without_tables_is_refused(tmp_path, app):
    with pytest.raises(NothingToImport):
        stackexchange.bring(tmp_path)


def test_d7_entities_are_refused_and_no_file_is_read(app):
    with pytest.raises(UnsafeDump):
        stackexchange.bring(FIXTURES / "hostile", site="hostile")
    assert db.session.scalar(select(func.count()).select_from(Post)) == 0


def test_torn_file_gives_what_came_before_and_says_so(tmp_path, app):
    written(tmp_path, "Posts.xml", f"<posts>{ROW.format(1)}{ROW.format(2)}<row Id=")
    outcome = stackexchange.bring(tmp_path, site="torn")
    assert outcome.lines[0].stored == 2 and len(outcome.torn) == 1


def test_torn_packing_gives_what_came_before(tmp_path):
    file = written(
        tmp_path,
        "Posts.xml.gz",
        "<posts>" + "".join(ROW.format(number) for number in range(9000)) + "</posts>",
    )
    file.write_bytes(file.read_bytes()[:-2000])
    rows, reading = [], files.rows(file)
    with pytest.raises(files.Torn):
        while True:
            rows.append(next(reading))
    assert 0 < len(rows) < 9000


def test_e9_strange_characters_come_in_as_far_as_they_can_be_kept(tmp_path, app):
    strange = ROW.replace("Say", "Say &#x202E;this&#x7F; and 🎿")
    written(tmp_path, "Posts.xml", f"<posts>{strange.format(1)}</posts>")
    outcome = stackexchange.bring(tmp_path, site="strange")
    assert outcome.lines[0].stored == 1
    assert "🎿" in db.session.scalar(select(Post.html)) and "\u202e" not in db.session.scalar(
        select(Post.html)
    )


def test_e9_characters_that_xml_forbids_do_not_end_the_reading(tmp_path):
    file = tmp_path / "Posts.xml"
    bad = ROW.replace("Say", "a&#x0;b&#31;c\x0bd&#xD800;e&#x1F3BF;f").encode()
    padding = b"<!--" + b" " * (files.PIECE - 200) + b"-->"
    file.write_bytes(
        b"<posts>"
        + padding
        + bad.replace(b"{0}", b"1")
        + bad.replace(b"{0}", b"2").replace(b"Question", b"\xff\xfe")
        + b"</posts>"
    )
    rows = list(files.rows(file))
    assert [row["Id"] for row in rows] == ["1", "2"]
    assert rows[0]["Body"] == "a b c d e🎿f" and rows[1]["Title"] == "\ufffd\ufffd 2"


def test_other_encodings_are_read(tmp_path):
    file = tmp_path / "Posts.xml"
    file.write_bytes(
        ("<posts>" + ROW.format(1).replace("Say", "Åre") + "</posts>").encode("utf-16")
    )
    assert next(files.rows(file))["Body"] == "Åre"


def test_row_without_end_is_not_held_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LONGEST_ROW", 1 << 20)
    file = written(tmp_path, "Posts.xml", '<posts><row Id="1" Body="' + "x" * (3 << 20))
    with pytest.raises(files.Torn, match="no end"):
        list(files.rows(file))


def test_bad_bytes_in_a_table_cost_one_character(tmp_path):
    file = tmp_path / "Posts.csv"
    file.write_bytes(b"Id,Title\n1,caf\xe9\n2,fine\n")
    assert [row["Title"] for row in files.rows(file)] == ["caf\ufffd", "fine"]


def test_e1_text_longer_than_a_post_is_refused_alone(tmp_path, app):
    long = ROW.replace("Say", "x" * 200_001)
    written(tmp_path, "Posts.xml", f"<posts>{long.format(1)}{ROW.format(2)}</posts>")
    outcome = stackexchange.bring(tmp_path, site="long")
    assert (outcome.lines[0].stored, outcome.lines[0].refused) == (1, 1)


def test_one_import_of_a_site_at_a_time(app):
    with running.alone("skiing"), pytest.raises(ImportRunning):
        stackexchange.bring(FIXTURES / "table", site="skiing")


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("", "Some words of the text"),
        ("a", "a …"),
        ("x" * 500, "x" * 199 + "…"),
        ("A\nline\u202e", "A line"),
    ],
)
def test_e6_every_title_fits(title, made):
    assert texts.title_of(title, text.render("Some words of the text")) == made


@pytest.mark.parametrize(
    ("dump", "ours"),
    [
        ("<c#><c++>", ("c-sharp", "c-plus-plus")),
        ("|a|b|", ("a", "b")),
        (None, ()),
        ("<.net>", ("net",)),
    ],
)
def test_tags_keep_their_difference(dump, ours):
    assert texts.tags_of(dump) == ours
