"""Anki's fields are HTML: what a reader sees of it, as plain text. No step takes long, whatever a field holds."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from string import ascii_lowercase, ascii_uppercase

TOKEN = re.compile(r"<!--|</?[a-zA-Z][^<>]*>|[^<]+|<")
NAME = re.compile(r"</?([a-zA-Z0-9]+)")
BLOCKS = {"div", "p", "li", "ul", "ol", "tr", "table", "hr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
HIDDEN = {"script", "style", "head", "title", "template"}
MEDIA = re.compile(r"\[(?:sound|anki):[^\[\]]*\]")
BLANKS = re.compile(r"[ \t\r\n\f]+")
LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)  # unlike lower(), it moves no letter to another place
DEEPEST = 8  # gaps in one another
GAP_PART = re.compile(r"\{\{c\d{1,3}::|\}\}|::")


@dataclass(frozen=True, slots=True)
class Plain:
    """What a field says: its text, and the code that stood in it as a block."""

    text: str
    code: str


def plain_text(html: str) -> Plain:
    r"""What a reader sees of a field; pictures and sounds are dropped.

    >>> plain_text("What is<br>1 &lt; 2?<pre><code>a = 1\nb</code></pre>[sound:x.mp3]<img src=x>")
    Plain(text='What is\n1 < 2?', code='a = 1\nb')
    """
    text: list[str] = []
    code: list[str] = []
    lower, block, position = html.translate(LOWER), False, 0
    while match := TOKEN.match(html, position):
        part, position = match.group(), match.end()
        name = _name(part)
        if part == "<!--":
            position = _after("-->", html, position)
        elif name in HIDDEN and not part.startswith("</"):
            position = _after(">", lower, _after(f"</{name}", lower, position))
        elif name == "pre":
            block = not part.startswith("</")
            code.append("\n")
        elif name is None:
            (code if block else text).append(part if block else BLANKS.sub(" ", part))
        elif name == "br":
            (code if block else text).append("\n")
        elif name in BLOCKS:
            _end_line(code if block else text)
    return Plain(_tidy(MEDIA.sub("", "".join(text))), _shown("".join(code)).strip("\n").rstrip())


def open_gaps(text: str) -> str:
    """A cloze text with its gaps open; a hint stands in them.

    >>> open_gaps("{{c1::Terns}} eat {{c2::fish::what?}}")
    '[…] eat [what?]'
    """
    return _gaps(text, lambda inner, hint: f"[{hint or '…'}]")


def fill_gaps(text: str) -> str:
    """A cloze text with its gaps filled.

    >>> fill_gaps("{{c1::Terns}} eat {{c2::small {{c3::fish}}::what?}}")
    'Terns eat small fish'
    """
    return _gaps(text, lambda inner, hint: inner)


def has_gaps(text: str) -> bool:
    """Whether a text is a cloze text.

    >>> has_gaps("{{c1::Terns}} fly"), has_gaps("f'{{x}}' :: y")
    (True, False)
    """
    return any(match.group().startswith("{{") for match in GAP_PART.finditer(text))


def _gaps(text: str, render: Callable[[str, str], str]) -> str:
    """Gaps may stand in one another: a stack of open ones, each with its inner text and its hint."""
    stack: list[list[list[str]]] = [[[]]]
    position = 0
    for match in GAP_PART.finditer(text):
        stack[-1][-1].append(text[position : match.start()])
        position = match.end()
        if match.group().startswith("{{") and len(stack) <= DEEPEST:
            stack.append([[]])
        elif match.group() == "::" and len(stack) > 1 and len(stack[-1]) == 1:
            stack[-1].append([])
        elif match.group() == "}}" and len(stack) > 1:
            inner, hint = ["".join(parts) for parts in [*stack.pop(), []]][:2]
            stack[-1][-1].append(render(inner, hint))
        else:
            stack[-1][-1].append(match.group())
    stack[-1][-1].append(text[position:])
    return "".join(part for level in stack for parts in level for part in parts)


def _name(part: str) -> str | None:
    match = NAME.match(part) if part.startswith("<") else None
    return match.group(1).lower() if match else None


def _end_line(parts: list[str]) -> None:
    if parts and not parts[-1].endswith("\n"):
        parts.append("\n")


def _after(end: str, html: str, position: int) -> int:
    """Where something that nobody sees is over; at the end of the field, if it never ends."""
    found = html.find(end, position)
    return len(html) if found < 0 else found + len(end)


def _shown(text: str) -> str:
    return unescape(text).replace("\xa0", " ")


def _tidy(text: str) -> str:
    lines = [BLANKS.sub(" ", _shown(line)).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
