"""Texts that make careless Markdown and HTML parsers slow, each in a size of choice."""

from collections.abc import Callable

Maker = Callable[[int], str]


def fill(unit: str, *, before: str = "", after: str = "") -> Maker:
    return lambda size: (
        before + unit * (max(0, size - len(before) - len(after)) // len(unit)) + after
    )[:size]


def halves(first: str, second: str) -> Maker:
    return lambda size: first * (size // 2 // len(first)) + second * (size // 2 // len(second))


def numbered(pattern: str) -> Maker:
    def make(size: int) -> str:
        parts, length, number = [], 0, 0
        while length < size:
            number += 1
            parts.append(pattern.replace("#", str(number)))
            length += len(parts[-1])
        return "".join(parts)[:size]

    return make


def growing(unit: str, gap: str = "x") -> Maker:
    """unit, unit unit, unit unit unit, ... : runs of every length."""

    def make(size: int) -> str:
        parts, length, run = [], 0, 0
        while length < size:
            run += 1
            parts.append(unit * run + gap)
            length += len(parts[-1])
        return "".join(parts)[:size]

    return make


def staircase(mark: str, step: str = "  ") -> Maker:
    """A list in a list in a list, one level a line."""

    def make(size: int) -> str:
        lines, length, depth = [], 0, 0
        while length < size:
            lines.append(step * depth + mark)
            length += len(lines[-1]) + 1
            depth += 1
        return "\n".join(lines)[:size]

    return make


def wide_table(columns: int, row: str) -> Maker:
    head = "|" + "a|" * columns + "\n|" + "-|" * columns + "\n"
    return lambda size: (head + row * (size // len(row)))[:size]


MARKDOWN: dict[str, Maker] = {
    "open brackets": fill("["),
    "close brackets": fill("]"),
    "nested brackets": halves("[", "]"),
    "nested links": halves("[", "](x)"),
    "bracket then paren": fill("[a]("),
    "bracket paren angle": fill("[a](<b"),
    "bracket paren title": fill('[a](b "'),
    "bracket paren single title": fill("[a](b '"),
    "bracket paren paren": fill("[a](b ("),
    "unclosed link title": fill("a", before='[x](y "'),
    "links": fill("[a](b)"),
    "links with title": fill('[a](b "c") '),
    "link in link": fill("[a[b](c)](d)"),
    "images open": fill("!["),
    "images nested": halves("![", "](x)"),
    "image brackets": fill("![[[["),
    "image then link": fill("![a](b)[c](d)"),
    "nested parens in link": halves("[a](" + "(" * 8, ")" * 8),
    "parens": halves("(", ")"),
    "backslashes": fill("\\"),
    "backslash brackets": fill("\\["),
    "escaped in link": fill("\\(", before="[a]("),
    "backticks": fill("`"),
    "backtick runs growing": growing("`"),
    "backtick pairs": fill("`a`"),
    "backtick unclosed": fill("`a "),
    "backtick double single": fill("``a` "),
    "backtick in link": fill("[`a](`b)"),
    "star a underscore": fill("*a_"),
    "star a space": fill("*a "),
    "a star": fill("a*"),
    "a two stars": fill("a**"),
    "two stars a": fill("**a "),
    "star runs": fill("*"),
    "star runs growing": growing("*"),
    "underscore runs": fill("_"),
    "underscore growing": growing("_"),
    "star underscore alternate": fill("*_"),
    "emphasis nested": halves("*a ", " b*"),
    "strong nested": halves("**a ", " b**"),
    "star then two": fill("*a **a "),
    "openers then closers": halves("_a ", "b_ "),
    "three star": fill("a***b"),
    "odd matches": fill("a**b" + "c* "),
    "emphasis in brackets": fill("*[a "),
    "tilde": fill("~~a"),
    "tilde runs": growing("~"),
    "tilde star": fill("~~*a"),
    "entities": fill("&amp;"),
    "numeric entities": fill("&#35;"),
    "broken entities": fill("&"),
    "long entity": fill("a", before="&"),
    "entity prefix": fill("&#x"),
    "less than": fill("<"),
    "less than a": fill("<a"),
    "autolinks": fill("<http://a>"),
    "autolink open": fill("<http:"),
    "autolink scheme": fill("a", before="<"),
    "mail autolink": fill("<a@"),
    "mail autolinks": fill("<a@b.c>"),
    "html comments": fill("<!-- "),
    "html comment dashes": fill("<!--->"),
    "html declarations": fill("<!A "),
    "html cdata": fill("<![CDATA["),
    "html processing": fill("<?"),
    "html tags": fill("<b>"),
    "html attributes": fill(' a="', before="<b"),
    "blockquotes": fill(">"),
    "blockquotes spaced": fill("> "),
    "blockquote lines": fill(">a\n"),
    "blockquote then lazy": fill("a\n", before="> " * 100),
    "blockquote deep lines": fill("> " * 30 + "a\n"),
    "blockquote alternating": fill("> a\n\n"),
    "blockquote and list": fill("> - "),
    "list marks": fill("- "),
    "list lines": fill("-\n"),
    "list items": fill("- a\n"),
    "list stairs": staircase("- a"),
    "ordered stairs": staircase("1. a", "   "),
    "ordered items": fill("1. a\n"),
    "list star plus": fill("* + - "),
    "list blank": fill("- a\n\n"),
    "list with quotes": fill("- > "),
    "list indented code": fill("-     a\n"),
    "definitions": numbered("[a#]: /b\n"),
    "definitions and uses": numbered("[a#]: /b\n\n[a#] "),
    "definitions with title": numbered('[a#]: /b "c"\n'),
    "definitions open title": numbered('[a#]: /b "c\n'),
    "definitions open title quoted": fill("[a]: b '\n"),
    "definitions open paren": fill("[a]: b (\n"),
    "definition label": fill("a", before="["),
    "definition label lines": fill("[a\n"),
    "definition label colon": fill("[a]:\n"),
    "definition destination": fill("a", before="[a]: <"),
    "many uses of one": fill("[a]", before="[a]: /b\n\n"),
    "uses of unknown": fill("[a][b]"),
    "long label used": lambda size: (f"[{'a' * 900}]: /b\n\n" + f"[{'a' * 900}]" * (size // 902))[
        :size
    ],
    "table wide": wide_table(400, "a\n"),
    "table square": wide_table(60, "|" + "a|" * 60 + "\n"),
    "table empty rows": wide_table(64, "|\n"),
    "table head only": fill("a|", after="\n-|-"),
    "table delimiters": fill("-|"),
    "table lines": fill("|a|\n|-|\n"),
    "table candidates": fill("a|b\n"),
    "table escaped pipes": fill("\\|", before="a|b\n-|-\n"),
    "many tables": fill("a|b\n-|-\nc|d\n\n"),
    "fences": fill("```\n"),
    "fences open growing": growing("`", "\n"),
    "fence info": fill("a", before="```"),
    "tilde fences": fill("~~~\n"),
    "indented code": fill("    a\n"),
    "indented code blank": fill("    a\n\n"),
    "headings": fill("# a\n"),
    "heading closers": fill("#", before="# a "),
    "heading blanks": fill(" ", before="# a", after="#"),
    "setext": fill("a\n=\n"),
    "setext underline": fill("a\n", after="="),
    "rules": fill("***\n"),
    "rule almost": fill("* * "),
    "blanks": fill(" ", before="x", after="x"),
    "tabs": fill("\t"),
    "newlines": fill("\n"),
    "blank lines": fill(" \n"),
    "hard breaks": fill("a  \n"),
    "hard breaks backslash": fill("a\\\n"),
    "trailing blanks": fill("a     \n"),
    "long word": fill("a"),
    "long word other script": fill("漢"),
    "marks": fill("\u0301", before="a"),
    "emoji joined": fill("👩\u200d"),
    "bare links": fill("http://a "),
    "bare link long": fill("a", before="http://"),
    "bare link schemes": fill("http://"),
    "bare link colons": fill("://"),
    "bare link letters": fill("é://"),
    "bare link stops": fill(".", before="http://a"),
    "bare link brackets": fill(")", before="http://a"),
    "bare link many brackets": fill("http://a" + ")" * 60 + " "),
    "bare link stars": fill("http://a*"),
    "handles": fill("@anna "),
    "handles glued": fill("@anna"),
    "handles only signs": fill("@"),
    "handles numbered": numbered("@fan# "),
    "handle dots": fill("a.", before="@"),
    "paragraphs": fill("a\n\n"),
    "plain lines": fill("a\n"),
    "mixed marks": fill("*_`[<&!\\~@"),
    "quote list code": fill("> * `"),
    "punctuation": fill("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
}

HTML: dict[str, Maker] = {
    "bold never closed": fill("<b>"),
    "bold with paragraphs": halves("<b>", "<p>"),
    "numbered bold with paragraphs": lambda size: (
        numbered("<b id=#>")(size // 2) + fill("<p>")(size // 2)
    ),
    "fonts with paragraphs": lambda size: (
        numbered("<font size=#>")(size // 2) + fill("<p>x")(size // 2)
    ),
    "links with paragraphs": lambda size: (
        numbered("<a href=/#>")(size // 2) + fill("<p>x")(size // 2)
    ),
    "misnested": fill("<b><i></b></i>"),
    "misnested blocks": fill("<a><p></a></p>"),
    "divs": fill("<div>"),
    "divs closed": halves("<div>", "</div>"),
    "blockquotes": fill("<blockquote>"),
    "lists": fill("<ul><li>"),
    "list items": fill("<li>"),
    "tables": fill("<table><tr><td>"),
    "table text": fill("<table>a"),
    "table rows": fill("<tr>"),
    "closers only": fill("</b>"),
    "comments": fill("<!--"),
    "comments closed": fill("<!-->-->"),
    "hidden closers": fill("<b><!--</b>-->"),
    "attribute closers": fill("<b title='</b>'>"),
    "unclosed attribute": fill('<a "'),
    "quotes": fill("<a '\" "),
    "quoted openers": fill('<a" "'),
    "quote pairs": fill('""', before="<a "),
    "many attributes": fill(" a=b", before="<a"),
    "attribute blanks": fill(" ", before="<a href", after="x>"),
    "attributes open": fill("<a href=x "),
    "less than": fill("<"),
    "less than a": fill("<a "),
    "entities": fill("&lt;"),
    "broken entities": fill("&"),
    "numeric entities": fill("&#60"),
    "long entity": fill("a", before="&"),
    "script open": fill("<script>"),
    "script pairs": fill("<script></script>"),
    "style other": fill("<style></script>"),
    "svg math": fill("<svg><math>"),
    "select option": fill("<select><option>"),
    "textarea": fill("<textarea>"),
    "template": fill("<template>"),
    "noscript": fill("<noscript><b>"),
    "headings": fill("<h1>"),
    "images": fill("<img src=x>"),
    "breaks": fill("<br>"),
    "plain": fill("a "),
    "newlines": fill("\n"),
    "pre": fill("<pre><code>"),
    "doctype": fill("<!doctype "),
}
