"""/concept: one idea, and what there is to practise it with."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.challenge import Challenge
from bot.domain.curriculum import Concept, Curriculum
from bot.domain.events import Kind
from bot.domain.flashcards import Deck
from bot.domain.imported import Origin, Page, Term
from bot.domain.questions import Quiz
from bot.errors import UserError
from bot.services._learner import learner_of, log_of
from bot.services._names import contains, named, nearest
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class ConceptView:
    """A concept with those to know before, and the cards, the quiz and the challenge about it that there are."""

    concept: Concept
    requires: tuple[Concept, ...]
    deck: Deck | None
    quiz: Quiz | None
    challenge: Challenge | None


def find_concept(curriculum: Curriculum, text: str) -> Concept:
    """The concept of an id or a title. Raises UserError, with the nearest title where one is near."""
    titles = {concept.title: concept for concept in curriculum.concepts.values()}
    found = curriculum.concepts.get(curriculum.canonical(text.strip())) or named(text, titles)
    if found:
        return found
    close = nearest(text, titles)
    if close:
        raise UserError(
            "I have no concept “{text}”. Did you mean “{title}”? Pick one from the list that appears while you type.",
            text=text[:60],
            title=close,
        )
    raise UserError("I have no concept “{text}”. Pick one from the list that appears while you type.", text=text[:60])


def search_concepts(curriculum: Curriculum, text: str) -> list[Concept]:
    """The concepts that contain all words typed, those first whose titles do."""
    found = [
        concept for concept in curriculum.concepts.values() if contains(f"{concept.title} {concept.summary}", text)
    ]
    return sorted(found, key=lambda concept: (not contains(concept.title, text), concept.title))


@dataclass(frozen=True, slots=True)
class PageView:
    """An imported page about a concept, our own concept about the same, and the imported quiz, if there are any."""

    page: Page
    concept: Concept | None
    quiz: Quiz | None
    origin: Origin | None


def find_page(curriculum: Curriculum, text: str) -> PageView | None:
    """The imported page of an id; None when there is none."""
    page = curriculum.imported.pages.get(text.strip())
    if page is None:
        return None
    quiz = curriculum.quizzes.get(page.id.replace("concept.", "quiz.", 1))
    return PageView(page, curriculum.concepts.get(page.concept or ""), quiz, curriculum.origin_of(page.id))


def find_term(curriculum: Curriculum, text: str) -> tuple[Term, Origin | None] | None:
    """The imported word of an id, and where it comes from; None when there is none."""
    term = curriculum.imported.terms.get(text.strip())
    return (term, curriculum.origin_of(term.id)) if term else None


def search_terms(curriculum: Curriculum, text: str) -> list[Term]:
    """The imported words that contain all words typed."""
    return [term for term in curriculum.imported.terms.values() if contains(term.title, text)]


def search_pages(curriculum: Curriculum, text: str) -> list[Page]:
    """The imported pages whose titles or summaries contain all words typed."""
    return [page for page in curriculum.imported.pages.values() if contains(f"{page.title} {page.summary}", text)]


async def view_concept(db: Database, curriculum: Curriculum, user_id: int, name: str) -> ConceptView:
    """A concept as a member sees it. Raises UserError when there is none of that name."""
    concept = find_concept(curriculum, name)

    def look(connection: sqlite3.Connection) -> ConceptView:
        level = learner_of(connection, user_id).level
        solved = {event.item or "" for event in log_of(connection, curriculum, user_id, (Kind.SOLVED,))}
        return ConceptView(
            concept,
            tuple(curriculum.concepts[required] for required in concept.requires if required in curriculum.concepts),
            deck_on(curriculum, concept.id),
            quiz_on(curriculum, concept.id),
            challenge_on(curriculum, concept.id, level, solved),
        )

    return await db.read(look)


def deck_on(curriculum: Curriculum, concept: str) -> Deck | None:
    """The deck with the most cards about a concept; of several with as many, the one of the lowest level."""
    about = {deck.id: sum(card.concept == concept for card in deck.cards) for deck in curriculum.decks.values()}
    most = max(about, key=lambda deck: about[deck], default="")
    return curriculum.decks[most] if about.get(most) else None


def quiz_on(curriculum: Curriculum, concept: str) -> Quiz | None:
    """The quiz about a concept, the easiest one of several."""
    return next((quiz for quiz in curriculum.quizzes.values() if quiz.concept == concept), None)


def challenge_on(curriculum: Curriculum, concept: str, level: str | None, solved: Collection[str]) -> Challenge | None:
    """A challenge about a concept: unsolved if there is one, proved, and near the member's level rather than above."""
    positions = {name: position for position, name in enumerate(curriculum.levels)}
    own = positions.get(level or "", 0)

    def suits(challenge: Challenge) -> tuple[bool, bool, bool, int, int, str]:
        away = positions[challenge.level] - own
        return challenge.id in solved, not challenge.proved, away > 0, abs(away), challenge.minutes, challenge.id

    about = [challenge for challenge in curriculum.challenges.values() if concept in challenge.concepts]
    return min(about, key=suits, default=None)
