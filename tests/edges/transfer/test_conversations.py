"""Talk from mailing lists, Reddit, WordPress and tables comes in: in order, once, every row accounted for."""

import gzip
import json

import pytest
from sqlalchemy import func, select

from community.edges.transfer import mbox, reddit, spreadsheet, wordpress
from community.edges.transfer.conversations import batches, bringing
from community.edges.transfer.mbox.quoting import as_html
from community.edges.transfer.refusals import ColumnsMissing, UnsafeDump
from community.fans.forum import counts
from community.fans.forum.models import Board, Closure, Post, Tag, Thread
from community.kernel.db import db
from community.people.accounts.models import Account
from community.people.members.models import Identity

pytestmark = pytest.mark.databases


def letter(
    name,
    subject,
    body,
    *,
    date="Mon, 05 Apr 1993 10:00:00 GMT",
    more="",
    author="nadia@ski.example (Nadia Berg)",
):
    head = f"From: {author}\nSubject: {subject}\nMessage-ID: <{name}@ski.example>\n{more}"
    return f"From usenet Thu Jan  1 00:00:00 1970\n{head}{f'Date: {date}' if date else ''}\n\n{body}\n\n".encode(
        "latin-1"
    )


LETTERS = [
    letter("two", "Re: Which wax?", "On Monday Nadia wrote:\n> Which wax at -5?\n\nBl\xe5 extra.", author="Bo <bo@ski.example>",
           date="Tue, 06 Apr 1993 10:00:00 GMT", more="References: <gone@x.example> <one@ski.example>\n"),
    letter("one", "Which wax?", "Which wax at -5?\n<script>alert(1)</script>"),
    letter("three", "Re: which  wax", "\nFrom memory: blue.", date="Wed, 07 Apr 1993 10:00:00 GMT"),
    letter("one", "Which wax?", "The same once more"),
    letter("four", "Lost", "No day at all", date=""),
    letter("five", "Hollow", "", date="Wed, 07 Apr 1993 11:00:00 GMT"),
    letter("six", "Re: Somewhere else", "In the air.", more="References: <never@seen.example>\n"),
]  # fmt: skip


@pytest.fixture
def letters(tmp_path):
    file = tmp_path / "rec.skiing.mbox.gz"
    file.write_bytes(gzip.compress(b"".join(LETTERS)))
    return file


def balance(outcome):
    [line] = outcome.lines
    assert outcome.even
    return (line.read, line.stored, line.there, line.refused)


def talk(title):
    thread = db.session.scalars(select(Thread).where(Thread.title.startswith(title))).one()
    query = select(Post).where(Post.thread_id == thread.id).order_by(Post.position)
    return thread, list(db.session.scalars(query))


def reasons(outcome):
    return {reason.split(": ", 1)[1]: number for reason, number in outcome.reasons.items()}


def test_letters_become_threads_by_references_and_subjects(app, letters):
    outcome = mbox.bring(letters)
    assert balance(outcome) == (7, 4, 0, 3)
    assert len(reasons(outcome)) == 3
    thread, said = talk("Which wax")
    assert [each.reply_to for each in said] == [None, 1, 1]
    assert "Blå extra." in said[1].html
    assert "<blockquote>" in said[1].html and "Which wax at -5?" in said[1].html
    assert "<script" not in said[0].html and "&lt;script&gt;" in said[0].html
    assert thread.kind == "discussion" and said[0].origin["place"] == "rec.skiing"
    assert talk("Somewhere else")[1]


def test_an_address_of_a_letter_is_kept_nowhere(app, letters):
    mbox.bring(letters)
    assert {each.name for each in db.session.scalars(select(Account))} == {"Nadia Berg", "Bo"}
    assert not db.session.scalar(select(func.count()).select_from(Identity))
    assert not db.session.scalars(select(Account.email).where(Account.email.is_not(None))).all()


def test_a_second_run_adds_nothing_and_a_longer_file_only_what_is_new(app, letters):
    mbox.bring(letters)
    assert balance(mbox.bring(letters)) == (7, 0, 4, 3)
    later = letter("seven", "Re: Which wax?", "Red.", date="Thu, 08 Apr 1993 10:00:00 GMT", more="In-Reply-To: <two@ski.example>\n")  # fmt: skip
    letters.write_bytes(later)
    assert balance(mbox.bring(letters)) == (1, 1, 0, 0)
    assert [each.reply_to for each in talk("Which wax")[1]] == [None, 1, 1, 2]


def test_k1_ended_in_the_middle_it_goes_on_where_it_was(app, letters, monkeypatch):
    monkeypatch.setattr(bringing, "AT_ONCE", 1)
    whole, turns = batches.Batch.bring, iter(range(9))

    def breaks(batch):
        if next(turns) == 2:
            raise KeyboardInterrupt
        whole(batch)

    monkeypatch.setattr(batches.Batch, "bring", breaks)
    with pytest.raises(KeyboardInterrupt):
        mbox.bring(letters)
    db.session.rollback()
    monkeypatch.setattr(batches.Batch, "bring", whole)
    assert balance(mbox.bring(letters)) == (7, 2, 2, 3)
    assert len(talk("Which wax")[1]) == 3


def test_an_answer_is_never_told_before_what_it_answers(app, letters):
    early = letter("b", "Re: Wax", "Blue.", date="Mon, 01 Mar 1993 10:00:00 GMT", more="References: <a@ski.example>\n")  # fmt: skip
    letters.write_bytes(early + letter("a", "Wax", "Which?"))
    mbox.bring(letters)
    thread, said = talk("Wax")
    assert [each.reply_to for each in said] == [None, 1]
    assert said[0].created_at == said[1].created_at == thread.last_posted_at


def test_letters_in_a_circle_are_refused(app, letters):
    letters.write_bytes(
        letter("a", "Round", "One", more="References: <b@ski.example>\n")
        + letter("b", "Round", "Two", more="References: <a@ski.example>\n")
    )
    assert balance(mbox.bring(letters)) == (2, 0, 0, 2)


def test_an_address_within_a_letter_loses_its_host():
    assert as_html("Write to nadia.berg@ski.example, not @ home.") == (
        "<p>Write to nadia.berg@…, not @ home.</p>"
    )


def test_quotes_stand_within_quotes_and_files_are_only_named():
    told = as_html("> > first\n> second\nmine\n\nbegin 644 map.gif\nM1234\n`\nend\n\n| not a quote")
    assert told == (
        "<blockquote><blockquote><p>first</p></blockquote><p>second</p></blockquote>"
        "<p>mine</p><p>[map.gif]</p><p>| not a quote</p>"
    )


def thing(kind, name, **more):
    given = {
        "id": name,
        "created_utc": 1_500_000_000.0,
        "author": "ski_fan",
        "subreddit": "skiing",
        "permalink": f"/r/skiing/comments/{name}/x/",
    }
    return {"kind": kind, "data": given | more}


def test_reddit_things_are_found_however_deep_they_stand(app, tmp_path):
    deep = thing(
        "t1", "c2", body="Blue.", parent_id="t1_c1", link_id="t3_s1", created_utc=1_500_000_200.0
    )
    answer = thing("t1", "c1", body="&gt; cold\n\nHow cold?", parent_id="t3_s1", link_id="t3_s1",
                   created_utc=1_500_000_100.0, replies={"kind": "Listing", "data": {"children": [deep]}})  # fmt: skip
    gone = thing(
        "t1", "c3", body="[removed]", author="[deleted]", parent_id="t3_s1", link_id="t3_s1"
    )
    lost = thing("t1", "c4", body="To whom?", parent_id="t1_zz", link_id="t3_zz")
    opened = thing("t3", "s1", title="Which wax?", selftext="At -5.", is_self=True, locked=True, link_flair_text="Gear talk")  # fmt: skip
    shared = thing("t3", "s2", title="A fine map", url="https://maps.example/a", is_self=False)
    file = tmp_path / "things.json"
    file.write_text(json.dumps([opened, answer, gone, lost, shared, opened]))
    outcome = reddit.bring(file, board="reddit")
    assert balance(outcome) == (6, 4, 0, 2)
    thread, said = talk("Which wax")
    assert [each.reply_to for each in said] == [None, 1, 2]
    assert "<blockquote>" in said[1].html
    assert said[0].origin["url"] == "https://www.reddit.com/r/skiing/comments/s1/x/"
    assert db.session.get(Closure, thread.id)
    assert set(db.session.scalars(select(Tag.slug))) == {"skiing", "gear-talk"}
    assert 'href="https://maps.example/a"' in talk("A fine map")[1][0].html
    assert balance(reddit.bring(file, board="reddit")) == (6, 0, 4, 2)


def test_a_table_names_threads_or_parents(app, tmp_path):
    file = tmp_path / "old.csv"
    file.write_text(
        "\ufeffID;Thread;Parent;Author;Date;Title;Text;Tags;URL\n"
        "1;a;;Nadia;2019-03-01T10:00;Which wax?;At **-5**.;wax, cold;https://old.example/1\n"
        "2;a;;Bo;2019-03-01T12:00:00+01:00;;Blue.;;javascript:alert(1)\n"
        "3;;2;Nadia;1551440000;;Thanks.;;\n"
        "4;;9;Nadia;2019-03-02;;To nobody.;;\n"
        "5;;;Nadia;soon;;When?;;\n"
    )
    outcome = spreadsheet.bring(file, board="old")
    assert balance(outcome) == (5, 3, 0, 2)
    thread, said = talk("Which wax")
    assert [each.reply_to for each in said] == [None, 1, 2]
    assert "<strong>-5</strong>" in said[0].html
    assert [each.origin["url"] for each in said] == ["https://old.example/1", "", ""]
    board = db.session.scalars(select(Board).where(Board.slug == "old")).one()
    assert (board.threads_count, board.posts_count) == (1, 3)
    counts.recount_thread(thread.id)
    assert thread.posts_count == 3


def test_a_table_without_the_needed_columns_is_refused(app, tmp_path):
    file = tmp_path / "old.csv"
    file.write_text("id,words\n1,hello\n")
    with pytest.raises(ColumnsMissing):
        spreadsheet.bring(file)


ITEM = """<item><title>{title}</title><link>https://old.example/{id}</link><dc:creator>nadia</dc:creator>
<content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{id}</wp:post_id>
<wp:post_date_gmt>2019-03-0{id} 10:00:00</wp:post_date_gmt><wp:status>{status}</wp:status><wp:post_parent>{parent}</wp:post_parent>
<wp:post_type>{kind}</wp:post_type><category domain="post_tag" nicename="wax">Wax</category>{comments}</item>"""
COMMENT = """<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author>Bo</wp:comment_author>
<wp:comment_date_gmt>2019-03-05 1{id}:00:00</wp:comment_date_gmt><wp:comment_content>Blue &amp; red.</wp:comment_content>
<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type></wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"""
FEED = '<rss xmlns:content="c" xmlns:dc="d" xmlns:wp="w"><channel>{}</channel></rss>'


def item(
    number,
    kind="post",
    status="publish",
    parent=0,
    title="Which wax?",
    body="At -5.\n\nOr so.",
    comments="",
):
    return ITEM.format(
        id=number,
        kind=kind,
        status=status,
        parent=parent,
        title=title,
        body=body,
        comments=comments,
    )


def test_posts_topics_replies_and_comments_of_wordpress_come_in(app, tmp_path):
    comments = (
        COMMENT.format(id=1, approved=1, parent=0)
        + COMMENT.format(id=2, approved=1, parent=1)
        + COMMENT.format(id=3, approved="spam", parent=0)
    )
    file = tmp_path / "old.xml"
    file.write_text(
        FEED.format(
            item(1, comments=comments)
            + item(2, "topic", "closed", title="Edges", body='Sharp<script>alert(1)</script> <b onclick="x()">ones</b>')
            + item(3, "reply", parent=2, title="Reply To: Edges", body="Sharper.")
            + item(4, "page")
            + item(5, status="draft", title="Not yet")
        )
    )  # fmt: skip
    outcome = wordpress.bring(file, board="old")
    assert balance(outcome) == (8, 5, 0, 3)
    _, said = talk("Which wax")
    assert [each.reply_to for each in said] == [None, 1, 2]
    assert said[0].html.count("<p>") == 2 and "Blue &amp; red." in said[1].html
    thread, said = talk("Edges")
    assert len(said) == 2 and db.session.get(Closure, thread.id)
    assert "script" not in said[0].html and "onclick" not in said[0].html
    assert balance(wordpress.bring(file, board="old")) == (8, 0, 5, 3)


def test_an_export_with_entities_of_its_own_is_not_read(app, tmp_path):
    file = tmp_path / "bomb.xml"
    file.write_text('<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss>&a;</rss>')
    with pytest.raises(UnsafeDump):
        wordpress.bring(file)


def test_a_torn_export_gives_what_it_holds(app, tmp_path):
    file = tmp_path / "old.xml"
    file.write_text(FEED.format(item(1) + item(2, title="Edges"))[:-60])
    assert balance(wordpress.bring(file, board="old")) == (2, 1, 0, 1)
