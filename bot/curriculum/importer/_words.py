"""The statements of the self-assessment, and the terms of the glossary."""

import re
from collections.abc import Iterator
from textwrap import shorten

from bot.curriculum.importer._checkout import Checkout
from bot.curriculum.importer._document import Document, Kind
from bot.curriculum.importer._markdown import plain, rows, sections, title_of
from bot.domain.imported import Term
from bot.domain.mixed import escaped
from bot.domain.self_assessment import SelfAssessment, Statement, Tier

STATEMENTS, GLOSSARY = "SELF_ASSESSMENT.md", "02_GLOSSARY.md"
TIER = re.compile(r"^Levels?\s+\d")
FIELD = re.compile(r"^[-*]\s+(?P<name>[A-Z][A-Za-z ]+):\s*(?P<text>.+)$", re.MULTILINE)
EMPHASIS = re.compile(r"(?<!\w)\*(\w[^*]*)\*(?!\w)")
MAX_TEXT, MAX_TITLE = 300, 45


def read_statements(checkout: Checkout) -> Iterator[Document]:
    """The self-assessment, if there is one with statements. They name no field of skill, and none is guessed."""
    text = checkout.text(STATEMENTS)
    if text is None:
        return
    tiers = [
        Tier(heading[:100], tuple(_statements(number, body)))
        for number, (heading, body) in enumerate(
            ((heading, body) for heading, body in sections(text, 2) if TIER.match(heading)), 1
        )
    ]
    tiers = [tier for tier in tiers if tier.statements]
    if not tiers:
        checkout.warn(STATEMENTS, "has no statements that could be read")
        return
    rated = SelfAssessment("lp:statements.self-assessment", title_of(text)[:100], tuple(tiers))
    yield Document(Kind.STATEMENTS, STATEMENTS, rated)


def read_terms(checkout: Checkout) -> Iterator[Document]:
    """Every term that is explained."""
    seen = set[str]()
    for heading, body in sections(checkout.text(GLOSSARY) or "", 3):
        fields = {match["name"].casefold(): plain(match["text"]) for match in FIELD.finditer(body)}
        key = re.sub(r"[^a-z0-9]+", "-", heading.casefold()).strip("-")[:50]
        if not key or "plain english" not in fields:
            continue
        if key in seen:
            checkout.warn(GLOSSARY, f"explains {heading!r} twice; the first one counts")
            continue
        seen.add(key)
        term = Term(
            id=f"lp:term.{key}",
            title=heading[:100],
            meaning=escaped(fields["plain english"][:MAX_TEXT]),
            matters=escaped(fields.get("why it matters", "")[:MAX_TEXT]),
            example=escaped(fields.get("example", "")[:MAX_TEXT]),
            mistake=escaped(fields.get("common beginner mistake", "")[:MAX_TEXT]),
        )
        yield Document(Kind.TERM, GLOSSARY, term)


def _statements(tier: int, body: str) -> Iterator[Statement]:
    for cells in rows(body):
        if len(cells) >= 2 and cells[0].isdigit():
            asked = EMPHASIS.sub(r"\1", plain(cells[1])).replace("`", "")
            said = re.sub(r"^Can I\b", "I can", asked).rstrip("?").strip()[:MAX_TEXT]
            key = f"lp:statements.self-assessment#{tier}-{int(cells[0]):02}"
            yield Statement(key, _name(said), said)


def _name(said: str) -> str:
    """A statement in as many whole words as a form has room for above its choices."""
    name = said.removeprefix("I can ")
    return re.sub(r"[,;:(]*…$", "…", shorten(name[:1].upper() + name[1:], MAX_TITLE, placeholder="…"))
