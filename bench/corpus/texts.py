"""What fans write: paragraphs rendered once and put together anew, so that 100,000 posts take seconds."""

import random
from dataclasses import dataclass

from bench.search import COMMON, SHARES, Talk
from community.kernel.text import Rendered, render

POOL = 1_000
LONGEST_POST = 7


@dataclass(frozen=True)
class Paragraph:
    source: str
    html: str
    text: str


class Texts:
    """Words follow Zipf's law; each post has one sentence of its own beside what the pool gives."""

    def __init__(self, seed: int):
        self._talk = Talk(seed)
        self.random = random.Random(seed)
        self._pool = {code: [self._paragraph(code) for _ in range(POOL)] for code in SHARES}

    def language(self) -> str:
        return self.random.choices([*SHARES], [*SHARES.values()])[0]

    def title(self, language: str) -> str:
        return " ".join(self._words(language, self.random.randint(3, 9))).capitalize()

    def post(self, language: str) -> tuple[str, Rendered]:
        """Markdown and what it renders to; blocks with an empty line between them render one by one."""
        count = min(LONGEST_POST, int(self.random.lognormvariate(0.3, 0.7)))
        parts = self.random.choices(self._pool[language], k=count)
        parts.insert(self.random.randint(0, count), _plain(self._sentence(language)))
        source = "\n\n".join(each.source for each in parts)
        html = "\n".join(each.html for each in parts)
        return source, Rendered(html, "\n\n".join(each.text for each in parts))

    def name(self) -> str:
        return " ".join(word.capitalize() for word in self._words("en", 2))

    def _paragraph(self, language: str) -> Paragraph:
        sentences = [self._sentence(language) for _ in range(self.random.randint(1, 4))]
        written = self.random.choices(*zip(*KINDS.items(), strict=True))[0](sentences, self.random)
        rendered = render(written)
        return Paragraph(written, rendered.html.strip(), rendered.text)

    def _sentence(self, language: str) -> str:
        words = self._words(language, self.random.randint(4, 18))
        if self.random.random() < 0.08:
            words[self.random.randrange(len(words))] = COMMON
        return " ".join(words).capitalize() + "."

    def _words(self, language: str, count: int) -> list[str]:
        return self.random.choices(
            self._talk.words[language], cum_weights=self._talk.steps, k=count
        )


def _plain(sentence: str) -> Paragraph:
    return Paragraph(sentence, f"<p>{sentence}</p>", sentence)


def _prose(sentences: list[str], chance: random.Random) -> str:
    return " ".join(sentences)


def _list(sentences: list[str], chance: random.Random) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences)


def _quote(sentences: list[str], chance: random.Random) -> str:
    return "\n".join(f"> {sentence}" for sentence in sentences)


def _linked(sentences: list[str], chance: random.Random) -> str:
    return f"{' '.join(sentences)} [{sentences[0].split()[0]}](https://example.com/{chance.randrange(10**6)})"


def _strong(sentences: list[str], chance: random.Random) -> str:
    first, _, rest = sentences[0].partition(" ")
    return " ".join([f"**{first}**", rest, *sentences[1:]])


def _code(sentences: list[str], chance: random.Random) -> str:
    return f"```\n{sentences[0]}\n```"


KINDS = {_prose: 74, _linked: 8, _list: 7, _strong: 6, _quote: 4, _code: 1}
