"""What a post shows of uploads: in their sizes, to whoever may read the post, as long as a post shows them."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from PIL import Image
from sqlalchemy import select

from community.commons import media
from community.commons.media import uses
from community.commons.media.models import MediaUse, Upload
from community.fans.forum import boards, posts, threads
from community.kernel import clock
from community.kernel.db import db
from community.kernel.permissions import SYSTEM
from community.kernel.slots import Privacy

pytestmark = pytest.mark.databases


@pytest.fixture
def board(cast):
    return boards.create("skiing", {"en": "Skiing"}, by=SYSTEM)


def picture(by, width=1500, height=900):
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(stream, "PNG")
    stream.seek(0)
    return media.keep_picture(stream, by=by)


def started(board, source, by):
    thread = threads.start(board, "A walk in the hills", source, by=by)
    db.session.commit()
    return thread, opening(thread)


def opening(thread):
    return posts.page(thread.id, around=1, viewer=SYSTEM)[0]


def test_a_picture_stands_in_its_sizes_so_that_nothing_jumps(cast, board):
    upload = picture(cast.fan)
    _thread, post = started(board, media.markdown_for(upload, 'A "ridge" <at> dawn'), cast.fan)
    [tag] = re.findall(r"<img [^>]*>", post.html.replace("&gt;", "").replace("<at>", ""))
    assert 'width="1500" height="900"' in tag and 'loading="lazy"' in tag
    assert f"/media/{upload.variants[0]} 320w" in tag and f"/media/{upload.key} 1500w" in tag
    assert "ridge&#34;" in tag or "ridge&quot;" in tag


def test_pictures_in_a_row_stand_side_by_side(cast, board):
    row = "\n".join(media.markdown_for(picture(cast.fan, 400, 300), f"{n}") for n in range(3))
    _thread, post = started(board, f"Look:\n\n{row}\n\nThat was it.", cast.fan)
    assert post.html.count('<p class="gallery gallery--3">') == 1
    assert post.html.count("<img ") == 3
    alone = picture(cast.fan, 400, 300)
    reply = posts.reply(_thread, f"One {media.markdown_for(alone)} in a line", by=cast.second_fan)
    assert "gallery" not in reply.html


def test_a_sound_has_a_player_and_a_file_says_its_size(cast, board):
    sound = media.bring(io.BytesIO(b"ID3" + bytes(9000)), "wind.mp3", by=cast.fan)
    file = media.bring(io.BytesIO(b"%PDF-1.7" + bytes(240_000)), "Care.pdf", by=cast.fan)
    source = "\n\n".join(map(media.markdown_for, (sound, file)))
    _thread, post = started(board, source, cast.fan)
    assert f'<audio src="/media/{sound.key}" controls' in post.html
    assert f'<a class="attachment" href="/media/{file.key}" download>Care.pdf' in post.html
    assert "PDF, 240 kB" in post.html


def test_a1_what_a_text_says_of_uploads_is_never_markup(cast, board):
    """Attributes, classes and players come from us alone."""
    upload = picture(cast.fan)
    hostile = (
        f'<img src="/media/{upload.key}" onerror=alert(1)>\n\n'
        f'![x" onerror="alert(1)](/media/{upload.key})\n\n'
        f'![x](/media/{upload.key}" srcset="//evil.example/a)\n\n'
        '<a class="linkcard" data-embed="https://evil.example">x</a>\n\n'
        f"[<img src=x onerror=alert(1)>](/media/{upload.key})\n\n"
        f"`<img src=\"/media/{upload.key}\">`"
    )  # fmt: skip
    _thread, post = started(board, hostile, cast.fan)
    tags = re.findall(r"<[a-z][^>]*>", post.html)
    assert not [tag for tag in tags if re.search(r"\son\w+=|data-embed|evil", re.sub(r'"[^"]*"', '""', tag))]  # fmt: skip
    assert "//evil.example/a 1" not in post.html


def test_c1_a_picture_in_a_private_board_is_for_those_who_enter_it(cast, client, sign_in):
    team = boards.create("team", {"en": "Team"}, by=SYSTEM, private_to=("moderator",))
    upload = picture(cast.moderator)
    started(team, media.markdown_for(upload), cast.moderator)
    for key in (upload.key, *upload.variants):
        assert client.get(f"/media/{key}").status_code == 404
        assert sign_in(cast.fan).get(f"/media/{key}").status_code == 404
        seen = sign_in(cast.moderator).get(f"/media/{key}")
        assert seen.status_code == 200
        assert seen.headers["Cache-Control"] == "private, no-cache"


def test_c1_naming_somebody_elses_picture_opens_it_to_nobody(cast, board, client):
    team = boards.create("team", {"en": "Team"}, by=SYSTEM, private_to=("moderator",))
    upload = picture(cast.moderator)
    started(team, media.markdown_for(upload), cast.moderator)
    started(board, f"![stolen](/media/{upload.key})", cast.fan)
    assert client.get(f"/media/{upload.key}").status_code == 404


def test_c7_a_picture_goes_out_of_sight_with_its_post(cast, board, client, sign_in):
    upload = picture(cast.second_fan)
    thread, _post = started(board, "Look below", cast.fan)
    reply = posts.reply(thread, media.markdown_for(upload), by=cast.second_fan)
    db.session.commit()
    open_to_all = client.get(f"/media/{upload.key}")
    assert open_to_all.status_code == 200
    assert "s-maxage=5" in open_to_all.headers["Cache-Control"]
    posts.hide(posts.one(reply.id), by=cast.moderator, reason="spam")
    assert client.get(f"/media/{upload.key}").status_code == 404
    assert sign_in(cast.fan).get(f"/media/{upload.key}").status_code == 404
    assert sign_in(cast.moderator).get(f"/media/{upload.key}").status_code == 200


def test_a_thread_that_moves_into_a_private_board_takes_its_pictures_along(cast, board, client):
    upload = picture(cast.fan)
    thread, _post = started(board, media.markdown_for(upload), cast.fan)
    assert client.get(f"/media/{upload.key}").status_code == 200
    team = boards.create("team", {"en": "Team"}, by=SYSTEM, private_to=("moderator",))
    threads.move(threads.one(thread.id), team, by=cast.moderator)
    assert client.get(f"/media/{upload.key}").status_code == 404


def test_a_picture_taken_out_of_all_posts_is_kept_two_more_days(cast, board):
    upload = picture(cast.fan)
    key, source = upload.key, media.markdown_for(upload)
    _thread, post = started(board, source, cast.fan)
    with time_machine.travel(clock.now() + timedelta(hours=20)):
        posts.edit(posts.one(post.id), "No picture any more", by=cast.fan)
        db.session.commit()
    with time_machine.travel(clock.now() + timedelta(hours=60)):
        assert uses.forget_orphans() == 0
    with time_machine.travel(clock.now() + timedelta(hours=69)):
        assert uses.forget_orphans() == 1
    assert db.session.scalar(select(Upload.id).where(Upload.key == key)) is None


def test_the_posts_that_show_an_upload_are_counted_by_rows(cast, board):
    upload = picture(cast.fan)
    source = media.markdown_for(upload)
    thread, first = started(board, source, cast.fan)
    second = posts.reply(thread, f"Again: {source}", by=cast.fan, at=clock.now())
    rows = select(MediaUse.subject_id).where(MediaUse.upload_id == upload.id)
    assert set(db.session.scalars(rows)) == {first.id, second.id}
    posts.edit(posts.one(first.id), "Gone from here", by=cast.fan)
    db.session.commit()
    assert set(db.session.scalars(rows)) == {second.id}
    assert db.session.scalar(select(Upload.used_at).where(Upload.id == upload.id))


def test_a_moderators_edit_leaves_the_authors_picture_where_it_is(cast, board, client):
    upload = picture(cast.fan)
    source = media.markdown_for(upload)
    _thread, post = started(board, source, cast.fan)
    posts.edit(posts.one(post.id), f"{source}\n\nEdited.", by=cast.moderator)
    assert client.get(f"/media/{upload.key}").status_code == 200


def test_j1_whoever_is_forgotten_takes_their_uploads_along(cast, board, app, client):
    upload = picture(cast.fan)
    key = upload.key
    started(board, media.markdown_for(upload), cast.fan)
    slot = app.extensions["house"].slots.named(Privacy, "media")
    told = slot.access([cast.fan.id], cast.fan.member_id)
    assert told["uploads"][0]["address"] == f"/media/{key}"
    slot.erase([cast.fan.id], cast.fan.member_id)
    assert client.get(f"/media/{key}").status_code == 404
    assert not list(app.extensions["storage"].list(f"media/{key[:24]}"))
