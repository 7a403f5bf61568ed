"""Reads a checkout of the community's curriculum into our own objects. It runs nothing and reaches for nothing.

What is known of each kind of file stands in a module of its own. `read` gives everything at once; what could not be
taken is a warning, and never an error.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.curriculum.importer._browser import read_browser
from bot.curriculum.importer._challenges import read_challenges
from bot.curriculum.importer._checkout import Checkout, CheckoutError, Warning
from bot.curriculum.importer._concepts import read_concepts
from bot.curriculum.importer._decks import read_decks
from bot.curriculum.importer._diagnostics import read_diagnostics
from bot.curriculum.importer._document import Document, Kind, Reader, Value, digest, write
from bot.curriculum.importer._fill_in import read_fill_ins
from bot.curriculum.importer._merge import Entry, merge
from bot.curriculum.importer._plans import read_checkpoints, read_plans
from bot.curriculum.importer._projects import edges, read_levels, read_map, read_modules, read_projects
from bot.curriculum.importer._quizzes import read_quizzes
from bot.curriculum.importer._words import read_statements, read_terms
from bot.domain.challenge import Challenge
from bot.domain.curriculum import Plan
from bot.domain.flashcards import Deck
from bot.domain.imported import Module, Snapshot
from bot.domain.questions import Quiz
from bot.domain.self_assessment import SelfAssessment

__all__ = [
    "CheckoutError",
    "Document",
    "Entry",
    "Found",
    "Kind",
    "Reader",
    "Value",
    "Warning",
    "digest",
    "merge",
    "read",
    "write",
]

NAME, URL = "learn.python", "https://github.com/travisjneuman/learn.python"
HOLDER = re.compile(r"^Copyright \(c\) (?P<holder>.+)$", re.MULTILINE)
MIT = "MIT License"
MAX_ID = 90  # characters: an option of a select takes 100

Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """All that a checkout holds, with the figures by which one can tell whether it was read as a whole."""

    snapshot: Snapshot
    documents: tuple[Document, ...]
    warnings: tuple[Warning, ...]
    figures: Mapping[str, int]
    files: int


def read(folder: Path, day: str | None = None, step: Step = lambda name, done, total: None) -> Found:
    """Everything in a checkout. `step` is told what is being read. Raises CheckoutError when it is none.

    `day` is the day of the snapshot; without it, it is that of the newest file.
    """
    checkout = Checkout.open(folder)
    notice = _licence(checkout)
    documents = _in_order(checkout, step)
    kept = _unique(checkout, documents)
    if not kept:
        raise CheckoutError(f"{folder} holds nothing that I know. Give the path of a checkout of learn.python.")
    holder = HOLDER.search(notice)
    snapshot = Snapshot(NAME, URL, "MIT", holder["holder"].strip() if holder else NAME, notice, day or checkout.day)
    figures = _figures(checkout, kept)
    return Found(snapshot, tuple(kept), tuple(sorted(checkout.warnings)), figures, checkout.files)


def _licence(checkout: Checkout) -> str:
    """The text of the licence, which has to go along with what is taken. Raises CheckoutError for any but MIT's."""
    notice = (checkout.text("LICENSE") or "").strip()
    if not notice.startswith(MIT):
        raise CheckoutError(
            f"{checkout.root}/LICENSE is not the MIT licence, so I take nothing from there. "
            "Give the path of a checkout of learn.python."
        )
    return notice[:4000]


def _in_order(checkout: Checkout, step: Step) -> list[Document]:
    """The documents of all kinds; some kinds have to know what others found."""
    found: list[Document] = []

    def slugs() -> frozenset[str]:
        return frozenset(d.id.removeprefix("lp:concept.") for d in found if d.kind is Kind.CONCEPT)

    def modules() -> list[Document]:
        return [document for document in found if document.kind is Kind.MODULE]

    readers: tuple[tuple[str, Callable[[], Iterable[Document]]], ...] = (
        ("concepts", lambda: read_concepts(checkout)),
        ("levels", lambda: read_levels(checkout)),
        ("modules", lambda: read_modules(checkout)),
        ("projects", lambda: read_projects(checkout, slugs(), modules())),
        ("quizzes", lambda: read_quizzes(checkout)),
        ("decks", lambda: read_decks(checkout, slugs())),
        ("diagnostics", lambda: read_diagnostics(checkout, slugs())),
        ("challenges", lambda: read_challenges(checkout)),
        ("fill-in", lambda: read_fill_ins(checkout)),
        ("browser exercises", lambda: read_browser(checkout)),
        ("plans", lambda: read_plans(checkout)),
        ("checkpoints", lambda: read_checkpoints(checkout)),
        ("statements", lambda: read_statements(checkout)),
        ("terms", lambda: read_terms(checkout)),
    )
    for number, (name, reader) in enumerate(readers, 1):
        step(name, number, len(readers))
        found += reader()
    return found


def _unique(checkout: Checkout, documents: Iterable[Document]) -> list[Document]:
    kept: dict[str, Document] = {}
    for document in documents:
        if document.id in kept:
            checkout.warn(document.path, f"would be {document.id} as {kept[document.id].path} is; that one counts")
        elif len(document.id) > MAX_ID:
            checkout.warn(document.path, "has a name that is too long, so it is left out")
        else:
            kept[document.id] = document
    return list(kept.values())


def _figures(checkout: Checkout, documents: list[Document]) -> dict[str, int]:
    """What there is, counted."""
    kinds = Counter(document.kind for document in documents)
    values = [document.value for document in documents]
    quizzes = [value for value in values if isinstance(value, Quiz)]
    regular = [quiz for quiz in quizzes if not quiz.id.startswith("lp:quiz.diagnostic-")]
    challenges = [value for value in values if isinstance(value, Challenge)]
    shelves = Counter(challenge.id.removeprefix("lp:challenge.").partition("-")[0] for challenge in challenges)
    types = Counter(question.type for quiz in regular for question in quiz.questions)
    linked = edges(checkout, documents)
    return {
        "levels": kinds[Kind.LEVEL],
        "modules": kinds[Kind.MODULE],
        "prerequisites of modules": sum(len(value.requires) for value in values if isinstance(value, Module)),
        "projects": kinds[Kind.PROJECT],
        "links from projects to concepts": linked.valid,
        "broken links from projects to concepts": linked.broken,
        "rows of the map": len(read_map(checkout)),
        "concepts": kinds[Kind.CONCEPT],
        "quizzes": len(regular),
        "questions": types.total(),
        **{f"questions: {kind}": count for kind, count in sorted(types.items())},
        "decks": kinds[Kind.DECK],
        "cards": sum(len(value.cards) for value in values if isinstance(value, Deck)),
        "card ids in two decks": sum("the card id" in w.message and " in " in w.message for w in checkout.warnings),
        "cards that name a concept there is not": sum(
            "the card is taken without it" in w.message for w in checkout.warnings
        ),
        "diagnostics": len(quizzes) - len(regular),
        "questions of diagnostics": sum(len(quiz.questions) for quiz in quizzes if quiz not in regular),
        "challenges with a solution": sum(bool(challenge.solution) for challenge in challenges) - shelves["fill"],
        "checks of those": sum(len(c.all_checks) for c in challenges if c.solution and "fill-in" not in c.id),
        "advanced challenges": shelves["advanced"],
        "fill-in challenges": shelves["fill"],
        "browser exercises": shelves["browser"],
        "days of the plan": sum(len(value.days) for value in values if isinstance(value, Plan)),
        "checkpoints": kinds[Kind.CHECKPOINT],
        "statements": sum(len(t.statements) for v in values if isinstance(v, SelfAssessment) for t in v.tiers),
        "terms": kinds[Kind.TERM],
    }
