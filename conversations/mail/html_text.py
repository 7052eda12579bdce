"""The text of an HTML e-mail, line by line, with a ">" before what it quotes.

Nothing of it is ever shown as HTML, so tags are only looked for, each in one stride:
Python's own reader of HTML needs minutes for some that are forged.
"""

import re
from html import unescape

LONGEST = 300_000  # letters of HTML that are read
DEEPEST = 50  # quotes within quotes that are told apart
BLOCKS = {
    *("address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "footer"),
    *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol"),
    *("p", "pre", "section", "table", "tbody", "tr", "ul"),
}
APART = {"p", "ul", "ol", "table", "blockquote", "pre"}  # with an empty line before
UNSEEN = {"head", "script", "style", "title", "template", "noscript", "svg"}
RULE = "_" * 20  # the line above the letter that is answered
OUTLOOK_RULE = re.compile(r"\bid=[\"']?(?:divRplyFwdMsg|appendonsend)\b")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>|<[!?/][^<>]*>")
SPACES = re.compile(r"\s+")


def text_of(html: str) -> str:
    """What somebody reads in it."""
    reader, at = _Reader(), 0
    plain = _without_comments(html[:LONGEST])
    for tag in TAG.finditer(plain):
        reader.read_words(plain[at : tag.start()])
        if tag[2]:
            reader.read_tag(tag[2].lower(), tag[3], is_end=bool(tag[1]))
        at = tag.end()
    reader.read_words(plain[at:])
    return reader.text()


class _Reader:
    """Collects lines; knows how deep it is in quotes and in what nobody sees."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.words: list[str] = []
        self.quotes = self.unseen = 0

    def read_words(self, words: str) -> None:
        if words and not self.unseen:
            self.words.append(words)

    def read_tag(self, name: str, attributes: str, *, is_end: bool) -> None:
        if name in UNSEEN:
            self.unseen = max(0, self.unseen + (-1 if is_end else 1))
        if name == "br":
            self._add_line(self._line())
        elif name in BLOCKS:
            self._break()
            if not is_end:
                self._begin_block(name, attributes)
        if name == "blockquote":
            step = -1 if is_end else 1
            self.quotes = min(max(0, self.quotes + step), DEEPEST)

    def text(self) -> str:
        self._break()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip("\n")

    def _begin_block(self, name: str, attributes: str) -> None:
        if name in APART and self.lines and self.lines[-1].strip(" >"):
            self._add_line("")
        if name == "hr" or OUTLOOK_RULE.search(attributes):
            self._add_line(RULE)

    def _break(self) -> None:
        if line := self._line():
            self._add_line(line)

    def _line(self) -> str:
        words, self.words = "".join(self.words), []
        return SPACES.sub(" ", unescape(words)).strip()

    def _add_line(self, line: str) -> None:
        self.lines.append(f"{'>' * self.quotes} {line}" if self.quotes else line)


def _without_comments(html: str) -> str:
    kept, at = [], 0
    while (begins := html.find("<!--", at)) >= 0:
        kept.append(html[at:begins])
        ends = html.find("-->", begins)
        if ends < 0:
            return "".join(kept)
        at = ends + len("-->")
    return "".join([*kept, html[at:]])
