"""Diagnostics: `tools/diagnostics/<name>-diagnostic.json`, taken as quizzes.

An assessment of ours asks about one field of skill in three bands. A diagnostic asks about one level, in no bands: its
answers would shift the estimate without fitting its model. So it is a quiz of its own, which begins with /quiz.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.curriculum.importer._checkout import Checkout
from bot.curriculum.importer._decks import read_json, word
from bot.curriculum.importer._document import Document, Kind
from bot.curriculum.importer._facts import UNKNOWN, concept_of, subject
from bot.curriculum.importer._questions import Asked, choice, typed
from bot.domain.questions import Question, Quiz

FOLDER = "tools/diagnostics"
FILE = re.compile(r"(?P<name>[a-z0-9-]{1,40})-diagnostic\.json")
CONCEPT = re.compile(r"concepts/(?P<slug>[a-z0-9-]+)\.md")
LEVEL = re.compile(r"level-(\d+)")
READY = 60  # percent


def read_diagnostics(checkout: Checkout, concepts: frozenset[str]) -> Iterator[Document]:
    """Every diagnostic that has questions; `concepts` are the pages that there are."""
    for name in checkout.names(FOLDER):
        match, path = FILE.fullmatch(name), f"{FOLDER}/{name}"
        if match and (quiz := _quiz(checkout, path, match["name"], concepts)):
            yield Document(Kind.QUIZ, path, quiz)


def _quiz(checkout: Checkout, path: str, name: str, concepts: frozenset[str]) -> Quiz | None:
    document = read_json(checkout, path)
    if document is None:
        return None
    if not isinstance(document, Mapping) or not isinstance(document.get("questions"), list):
        checkout.warn(path, "is no diagnostic: it has no list of questions")
        return None
    quiz_id, about = f"lp:quiz.diagnostic-{name}", _pages(document.get("concept_map"), concepts)
    questions: dict[str, Question] = {}
    for number, entry in enumerate(document["questions"], 1):
        question = _question(checkout, path, quiz_id, number, entry, about) if isinstance(entry, Mapping) else None
        if question is None:
            checkout.warn(path, f"question {number} could not be read")
        else:
            questions.setdefault(question.id, question)
    level = LEVEL.search(name)
    title = f"{word(document, 'title') or name}"[:100]
    summary = word(document, "description")[:240] or title
    first = next((question.concept for question in questions.values() if question.concept), None)
    ready = _ready(document.get("thresholds"))
    made = Quiz(quiz_id, title, level[1] if level else "00", summary, first or "", ready, tuple(questions.values()))
    return made if questions else None


def _question(
    checkout: Checkout, path: str, quiz_id: str, number: int, entry: Mapping[str, Any], about: Mapping[str, str]
) -> Question | None:
    tags = entry.get("tags")
    slug = next((about[tag] for tag in tags if tag in about), None) if isinstance(tags, list) else None
    axis = subject(slug).axis if slug else UNKNOWN.axis
    asked = Asked(checkout, path, quiz_id, axis, concept_of(slug) if slug else None, 1)
    stem, code = word(entry, "question"), word(entry, "code", whole=True)
    explanation, answer = word(entry, "explanation"), word(entry, "answer", whole=True)
    options = entry.get("options")
    if isinstance(options, Mapping) and stem:
        texts = {str(letter).casefold(): str(text) for letter, text in options.items()}
        return choice(asked, stem, code, texts, answer.casefold(), explanation, "")
    accepted = entry.get("accept")
    answers = [answer, *(str(other) for other in accepted)] if isinstance(accepted, list) else [answer]
    return typed(asked, stem, code, answers, explanation) if stem and answer.strip() else None


def _pages(mapped: object, concepts: frozenset[str]) -> dict[str, str]:
    """The concept page of each tag."""
    if not isinstance(mapped, Mapping):
        return {}
    found = {str(tag): CONCEPT.match(str(path)) for tag, path in mapped.items()}
    return {tag: match["slug"] for tag, match in found.items() if match and match["slug"] in concepts}


def _ready(thresholds: object) -> float:
    percent = thresholds.get("ready") if isinstance(thresholds, Mapping) else None
    return (percent if isinstance(percent, int | float) and 0 < percent <= 100 else READY) / 100
