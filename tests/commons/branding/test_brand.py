"""An administrator makes the community look like the brand."""

import io

from PIL import Image

from community.commons import branding
from community.kernel import audit


def test_the_stylesheet_carries_the_brands_tokens(cast, client):
    branding.change({"hue": 150, "heading_font": "serif"}, by=cast.operator)
    from community.kernel.db import db

    db.session.commit()
    assert "--brand-hue:150" in client.get("/brand.css").text
    assert "Palatino" in client.get("/brand.css").text


def test_only_administrators_change_it(cast, sign_in):
    assert sign_in(cast.moderator).get("/admin/brand").status_code == 403
    assert sign_in(cast.operator).get("/admin/brand").status_code == 200


def test_the_form_changes_words_and_colours_and_is_logged(cast, sign_in, client):
    browser = sign_in(cast.operator)
    answer = browser.post("/admin/brand", data=_form(browser, name="Norrvind", hue="20"))
    assert answer.status_code == 303
    assert "Norrvind" in client.get("/nothing-here").text
    assert audit.latest()[0].action == "brand.change"


def test_a_hue_beyond_the_circle_is_refused_and_nothing_is_lost(cast, sign_in):
    browser = sign_in(cast.operator)
    answer = browser.post("/admin/brand", data=_form(browser, name="Norrvind", hue="400"))
    assert answer.status_code == 422
    assert "Norrvind" in answer.text


def test_a_logo_is_re_encoded_and_served(cast, sign_in, client):
    browser = sign_in(cast.operator)
    picture = io.BytesIO()
    Image.new("RGB", (900, 300), "teal").save(picture, "PNG")
    picture.seek(0)
    answer = browser.post("/admin/brand", data={**_form(browser), "logo": (picture, "../x.png")})
    assert answer.status_code == 303
    served = client.get(branding.brand().logo_url)
    assert served.status_code == 200
    assert max(Image.open(io.BytesIO(served.data)).size) <= 512


def test_a12_html_named_as_picture_is_refused_beside_its_field(cast, sign_in):
    browser = sign_in(cast.operator)
    answer = browser.post(
        "/admin/brand",
        data={**_form(browser), "cover": (io.BytesIO(b"<html><script>1</script>"), "a.png")},
    )
    assert answer.status_code == 422
    assert branding.brand().cover_url is None


def test_each_reader_is_welcomed_in_their_language(cast, sign_in, client):
    browser = sign_in(cast.operator)
    words = {"tagline": "Out anyway.", "tagline_fa": "به هر حال بیرون.", "welcome_nl": "Kom erbij."}
    assert browser.post("/admin/brand", data=_form(browser, **words)).status_code == 303
    assert "به هر حال بیرون." in client.get("/?lang=fa").text
    assert "Out anyway." in client.get("/?lang=nl").text, "what is not written falls back"
    assert "Kom erbij." in client.get("/?lang=nl").text
    assert "Kom erbij." not in client.get("/?lang=de").text


def test_the_form_shows_what_stands_in_each_language(cast, sign_in):
    browser = sign_in(cast.operator)
    browser.post("/admin/brand", data=_form(browser, tagline_de="Trotzdem raus."))
    assert "Trotzdem raus." in browser.get("/admin/brand").text


def test_a_grey_brand_without_hue_can_be_saved(cast, sign_in):
    browser = sign_in(cast.operator)
    assert browser.post("/admin/brand", data=_form(browser, hue="0", chroma="0")).status_code == 303
    assert branding.brand().hue == 0


def _form(browser, **changes):
    page = browser.get("/admin/brand")
    token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    values = {
        "name": "Us",
        "tagline": "",
        "welcome": "",
        "hue": "232",
        "chroma": "0.11",
        "accent_hue": "42",
        "heading_font": "familjen",
    }
    return {**values, **changes, "csrf_token": token}
