"""Our HTML becomes Markdown that says the same."""

import re

import pytest

from community.kernel import text

WRITTEN = """\
## Wax

Some *thin* and **thick** words, `code_with_marks` and a [link](https://example.org/a_b "title").

- one
- two

1. first
2. second

> quoted
> twice

```python
x = "*not emphasis*"
```

| size | price |
| --- | --- |
| 172 | 5 |

A line\\
and the next. Not a list: 2\\. and no \\*emphasis\\*.
"""


def words(html_text):
    return re.sub(r"\W+", " ", html_text).strip()


def test_markdown_goes_there_and_back():
    once = text.render(WRITTEN)
    again = text.render(text.to_markdown(once.html))
    assert words(again.text) == words(once.text)
    for tag in (
        "<h2>",
        "<em>",
        "<strong>",
        "<code",
        "<ul>",
        "<ol>",
        "<blockquote>",
        "<pre>",
        "<table>",
        "<br>",
    ):
        assert again.html.count(tag) == once.html.count(tag), tag


@pytest.mark.parametrize(
    "foreign",
    ["<p>1. not a list</p>", "<p>#no heading, 5 < 6 & *stars*</p>", "<p>under_scored_words</p>"],
)
def test_plain_words_stay_plain(foreign):
    once = text.from_html(foreign)
    assert text.render(text.to_markdown(once.html)).html.strip() == once.html.strip()


def test_names_stay_names():
    html = text.render("ask @ada", mentions=lambda handles: {"ada": "/@ada"}).html
    assert text.to_markdown(html) == "ask @ada"


def test_a1_script_in_code_stays_text():
    html = text.render("`<script>alert(1)</script>`").html
    assert "<script" not in text.render(text.to_markdown(html)).html
