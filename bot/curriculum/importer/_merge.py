"""Putting imported items beside our own: ours come first, and of what is not offered only the title stays known."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import quote

from bot.curriculum.importer._document import Document, Kind
from bot.domain.challenge import Challenge, Check
from bot.domain.curriculum import Curriculum
from bot.domain.imported import Imported, Origin, Snapshot

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Entry:
    """An imported item as it is stored. `kept` are the numbers of the checks that count; None: not verified."""

    document: Document
    retired: bool = False
    kept: tuple[int, ...] | None = None


def merge(curriculum: Curriculum, snapshot: Snapshot, entries: Iterable[Entry]) -> Curriculum:
    """Our curriculum with everything beside it that was imported and is offered."""
    offered, gone = dict[str, Document](), dict[str, str]()
    for entry in entries:
        document = _graded(entry, curriculum.levels)
        if document is None:
            gone[entry.document.id] = entry.document.title
        else:
            offered[document.id] = document

    def of(kind: Kind) -> dict[str, Any]:
        return {document.id: document.value for document in offered.values() if document.kind is kind}

    positions = {name: position for position, name in enumerate(curriculum.levels)}
    known = {*curriculum.concepts}
    challenges = {item: _with_known_concepts(challenge, known) for item, challenge in of(Kind.CHALLENGE).items()}
    return replace(
        curriculum,
        decks=curriculum.decks | _by_level(of(Kind.DECK), positions),
        quizzes=curriculum.quizzes | _by_level(of(Kind.QUIZ), positions),
        challenges=curriculum.challenges | _by_level(challenges, positions),
        projects=curriculum.projects | of(Kind.PROJECT),
        plans=curriculum.plans | of(Kind.PLAN),
        self_assessments=curriculum.self_assessments | of(Kind.STATEMENTS),
        retired=curriculum.retired | gone,
        imported=Imported(
            snapshot=snapshot,
            origins={document.id: _origin(snapshot, document) for document in offered.values()},
            levels=of(Kind.LEVEL),
            modules=of(Kind.MODULE),
            pages=of(Kind.CONCEPT),
            checkpoints=of(Kind.CHECKPOINT),
            terms=of(Kind.TERM),
        ),
    )


def _graded(entry: Entry, levels: Iterable[str]) -> Document | None:
    """The item as it is offered: of a challenge, with the checks that count; None for what is not offered."""
    value = entry.document.value
    if entry.retired or getattr(value, "level", None) not in {None, *levels}:
        return None
    if not isinstance(value, Challenge):
        return entry.document
    kept = [check for number, check in enumerate(value.all_checks) if number in (entry.kept or ())]
    if not kept:
        return None
    counts: Callable[[Check], bool] = lambda check: any(check is other for other in kept)  # noqa: E731
    examples, checks = (tuple(filter(counts, part)) for part in (value.examples, value.checks))
    return replace(entry.document, value=replace(value, examples=examples, checks=checks))


def _with_known_concepts(challenge: Challenge, known: set[str]) -> Challenge:
    return replace(challenge, concepts=tuple(concept for concept in challenge.concepts if concept in known))


def _by_level(items: Mapping[str, V], positions: Mapping[str, int]) -> dict[str, V]:
    """Items in the order of their levels, as ours are."""
    ordered = sorted(items.items(), key=lambda item: (positions.get(getattr(item[1], "level", ""), 0), item[0]))
    return dict(ordered)


def _origin(snapshot: Snapshot, document: Document) -> Origin:
    link = f"{snapshot.url}/blob/HEAD/{quote(document.path)}"
    return Origin(snapshot.name, snapshot.licence, snapshot.holder, snapshot.day, link)
