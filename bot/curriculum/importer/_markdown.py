"""The little that has to be understood of the curriculum's Markdown: titles, sections, tables, lists, links."""

import re
from collections.abc import Iterator

HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
MODALITY = re.compile(r"<!--\s*modality-hub-start\s*-->.*?<!--\s*modality-hub-end\s*-->", re.DOTALL)
ROW = re.compile(r"^\s*\|(.+)\|\s*$")
RULE = re.compile(r"^[\s|:-]+$")
BULLET = re.compile(r"^\s{0,3}(?:[-*+]|\d+[.)])\s+(.+)$")
FENCE = re.compile(r"^\s*(```|~~~)")


def without_frame(text: str) -> str:
    """A page without what is the same on every page: comments, and the table of ways to learn."""
    return COMMENT.sub("", MODALITY.sub("", text))


def title_of(text: str) -> str:
    """The first heading."""
    return next((plain(match[2]) for line in text.split("\n") if (match := HEADING.match(line))), "")


def sections(text: str, level: int) -> Iterator[tuple[str, str]]:
    """The sections below headings of a level, each with its heading; what stands in code fences is no heading."""
    heading, lines, fenced = "", list[str](), False
    for line in text.split("\n"):
        fenced ^= bool(FENCE.match(line))
        match = None if fenced else HEADING.match(line)
        if match and len(match[1]) <= level:
            if heading:
                yield heading, "\n".join(lines).strip()
            heading, lines = (plain(match[2]) if len(match[1]) == level else ""), []
        else:
            lines.append(line)
    if heading:
        yield heading, "\n".join(lines).strip()


def section(text: str, beginning: str, level: int = 2) -> str:
    """The section whose heading begins so, or nothing."""
    wanted = beginning.casefold()
    return next((body for heading, body in sections(text, level) if heading.casefold().startswith(wanted)), "")


def rows(text: str) -> Iterator[list[str]]:
    """The cells of all table rows, but for the lines under the heads."""
    for line in text.split("\n"):
        match = ROW.match(line)
        if match and not RULE.match(match[1]):
            yield [cell.strip() for cell in match[1].split("|")]


def bullets(text: str) -> list[str]:
    """The entries of lists, each in one line."""
    found = list[str]()
    for line in text.split("\n"):
        match = BULLET.match(line)
        if match:
            found.append(match[1].strip())
        elif found and line.startswith("  ") and line.strip() and not FENCE.match(line):
            found[-1] += f" {line.strip()}"
    return [told for entry in found if (told := plain(entry))]


def first_paragraph(text: str) -> str:
    """The first lines of prose, in one line: no heading, quotation, table, list or code."""
    fenced, lines = False, list[str]()
    for line in text.split("\n"):
        if FENCE.match(line):
            fenced = not fenced
            continue
        prose = line.strip() and not re.match(
            r"^\s*([#>|]|[-*+] |\d+[.)] |---|\*\*(?:Pre|Home)|Home:|Prev:|\[← )", line
        )
        if not fenced and prose:
            lines.append(line.strip())
        elif lines:
            break
    return plain(" ".join(lines))


def links(text: str) -> list[str]:
    """Where the links of a text lead."""
    return [match[2] for match in LINK.finditer(IMAGE.sub("", text))]


def plain(text: str) -> str:
    """A line of Markdown with its links and pictures as words; what stands in back-ticks stays code.

    >>> plain("**Read** [How Loops Work](../how-loops-work.md), `for x in y`")
    'Read How Loops Work, `for x in y`'
    """
    pieces = LINK.sub(r"\1", IMAGE.sub("", text)).split("`")
    whole = "`".join(piece if odd % 2 else piece.replace("**", "") for odd, piece in enumerate(pieces))
    return " ".join(whole.split())
