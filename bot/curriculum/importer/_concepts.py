"""Pages that explain a concept: `concepts/<slug>.md`, without those that only repeat parts of another one."""

import re
from collections.abc import Iterator

from bot.curriculum.importer._checkout import Checkout
from bot.curriculum.importer._document import Document, Kind
from bot.curriculum.importer._facts import SUBJECTS, subject
from bot.curriculum.importer._markdown import first_paragraph, plain, title_of, without_frame
from bot.domain.imported import Page
from bot.domain.mixed import escaped

FOLDER = "concepts"
FILE = re.compile(r"(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\.md")
PART = re.compile(r"-part\d+$")
TRY = re.compile(r"^>\s*\*\*Try This First:?\*\*:?\s*(?P<text>.+)$", re.MULTILINE)
MAX_SUMMARY, MAX_TRY = 900, 400


def read_concepts(checkout: Checkout) -> Iterator[Document]:
    """Every page about a concept."""
    for name in checkout.names(FOLDER):
        match = FILE.fullmatch(name)
        if not match or PART.search(match["slug"]) or (text := checkout.text(f"{FOLDER}/{name}")) is None:
            continue
        slug, about = match["slug"], subject(match["slug"])
        if slug not in SUBJECTS:
            checkout.warn(f"{FOLDER}/{name}", "is a concept that I don't know yet, so it is taken for a basic one")
        page = Page(
            id=f"lp:concept.{slug}",
            title=(title_of(text) or slug.replace("-", " ").capitalize())[:100],
            summary=escaped(first_paragraph(without_frame(text))[:MAX_SUMMARY]),
            try_first=escaped(_try_first(text)),
            level=about.level,
            axis=about.axis,
            concept=about.concept,
        )
        yield Document(Kind.CONCEPT, f"{FOLDER}/{name}", page)


def _try_first(text: str) -> str:
    match = TRY.search(text)
    return plain(match["text"])[:MAX_TRY] if match else ""
