"""Questions of quizzes and diagnostics, whichever file asks them: keys, options, and feedback that names no letter."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.curriculum.importer._checkout import Checkout
from bot.domain.flashcards import GAP
from bot.domain.mixed import cut, marked_up
from bot.domain.questions import Compare, Option, Question, QuestionType
from bot.domain.skills import Axis

MAX_STEM, MAX_CODE, MAX_TEXT, MAX_OPTION = 400, 900, 600, 200
BLANK = re.compile(r"_{3,}")
REFERS = re.compile(
    r"\b(?:all|none|both|neither|any) of (?:the above|these)\b|\ball the above\b|^(?:all|none|both) of them\W*$|"
    r"\b(?:both|neither)\s+\(?[a-f]\)?\s+(?:and|nor)\s+\(?[a-f]\b|^\(?[a-f]\)?\s+and\s+\(?[a-f]\)?$",
    re.IGNORECASE,
)
JUDGED = re.compile(r"^(?:correct|right|incorrect|not quite|wrong|yes|no|exactly|sorry)\s*[!.,:]\s*", re.IGNORECASE)
ANSWER_IS = re.compile(
    r"\b(?:the\s+)?(?:correct\s+|right\s+)?answer\s+(?:is|was)\s*:?\s*(?P<open>\(?)(?P<letter>[a-f])(?P<close>\))(?P<more>.*)",
    re.IGNORECASE | re.DOTALL,
)
NAMED = re.compile(r"\b[Oo]ptions?\s+\(?(?P<letter>[a-f])\)?(?=[\s.,;:!?]|$)")


@dataclass(frozen=True, slots=True)
class Asked:
    """Where questions stand, and what they are about."""

    checkout: Checkout
    path: str
    document: str
    axis: Axis
    concept: str | None
    difficulty: int


def key(stem: str, code: str) -> str:
    """The key of a question: it follows from what is asked, so a new question never gets an old one's answers."""
    words = " ".join(f"{stem} {code}".casefold().split())
    return f"q-{hashlib.sha256(words.encode()).hexdigest()[:8]}"


def choice(
    asked: Asked, stem: str, code: str, options: Mapping[str, str], letter: str, right: str, wrong: str
) -> Question | None:
    """A question with one right option, by its letter; None, with a warning, when it has no such option."""
    texts = {name: paragraph([text])[:MAX_OPTION] for name, text in options.items()}
    if letter not in texts or len(texts) < 2 or len({*texts.values()}) < len(texts):
        asked.checkout.warn(asked.path, f"{stem[:60]!r} has no right option among different ones, so it is left out")
        return None
    why = reworded(wrong, texts)
    made = tuple(
        Option(text, name == letter, "" if name == letter else cut(marked_up(why), MAX_TEXT))
        for name, text in texts.items()
    )
    explanation = reworded(right, texts) or why
    shuffle = not any(REFERS.search(text) for text in texts.values())
    return _question(asked, QuestionType.SINGLE, stem, code, explanation, options=made, shuffle=shuffle)


def true_false(asked: Asked, statement: str, answer: bool, right: str, wrong: str) -> Question:
    """A statement that is true or not."""
    options = tuple(
        Option(str(value), value is answer, "" if value is answer else cut(marked_up(wrong), MAX_TEXT))
        for value in (True, False)
    )
    return _question(asked, QuestionType.TRUE_FALSE, statement, "", right or wrong, options=options)


def gap(asked: Asked, stem: str, code: str, answers: list[str], explanation: str, *, strict: bool) -> Question | None:
    """Code with a gap to fill; None, with a warning, when it has no gap."""
    if len(BLANK.findall(code)) != 1:
        asked.checkout.warn(asked.path, f"{stem[:60]!r} marks no single gap, so it is left out")
        return None
    filled = BLANK.sub(lambda _: f"{{{{c1::{answers[0]}}}}}", GAP.sub(r"{{ \1 }}", code))
    compare = Compare.CODE if strict else Compare.WORDS
    return _question(
        asked, QuestionType.CLOZE, stem or "What belongs into the gap?", filled, explanation,
        answers=tuple(answers), compare=compare,
    )  # fmt: skip


def typed(asked: Asked, stem: str, code: str, answers: list[str], explanation: str) -> Question:
    """A question to which one types the answer."""
    return _question(asked, QuestionType.SHORT, stem, code, explanation, answers=tuple(answers))


def _question(
    asked: Asked,
    kind: QuestionType,
    stem: str,
    code: str,
    explanation: str,
    *,
    options: tuple[Option, ...] = (),
    answers: tuple[str, ...] = (),
    compare: Compare = Compare.WORDS,
    shuffle: bool = True,
) -> Question:
    return Question(
        id=f"{asked.document}#{key(stem, code)}",
        type=kind,
        stem=cut(marked_up(GAP.sub(r"{{ \1 }}", stem)), MAX_STEM),
        explanation=cut(marked_up(explanation), MAX_TEXT) or "—",
        axis=asked.axis,
        concept=asked.concept,
        difficulty=asked.difficulty,
        code=code[:MAX_CODE] if kind is QuestionType.CLOZE else GAP.sub(r"{{ \1 }}", code)[:MAX_CODE],
        options=options,
        answers=tuple(dict.fromkeys(answer.strip() for answer in answers if answer.strip())),
        compare=compare,
        shuffle=shuffle,
    )


def reworded(said: str, options: Mapping[str, str]) -> str:
    """Feedback without the word that judges, and with options named by their words: letters change their places.

    >>> reworded("Incorrect. The answer is b) two. One is too few.", {"a": "one", "b": "two"})
    'One is too few.'
    >>> reworded("Incorrect. The answer is a). Option b is too many.", {"a": "one", "b": "two"})
    '“two” is too many.'
    """
    whole = said.strip()
    said = _without_answer(JUDGED.sub("", whole), options)

    def words(match: re.Match[str]) -> str:
        text = options.get(match["letter"].casefold())
        return f"“{text}”" if text else match[0]

    said = NAMED.sub(words, said).strip()
    first = said.partition(" ")[0]
    return said[:1].upper() + said[1:] if said != whole and first.isalpha() and len(first) > 1 else said


def _without_answer(said: str, options: Mapping[str, str]) -> str:
    """Feedback without the sentence that names the right letter: the screen shows the right option by itself."""
    match = ANSWER_IS.search(said)
    if not match:
        return said
    before, more = said[: match.start()], match["more"].lstrip()
    option = options.get(match["letter"].casefold(), "")
    if option and more.casefold().startswith(option.casefold()):
        more = more[len(option) :]
    elif more[:1] not in {".", ",", ":", ";", "—", "-", "!", ""}:
        return f"{before}{more}" if more[:1].isupper() else f"{before}“{option}”: {more}"
    return f"{before}{more.lstrip('.,:;—-! ')}"


def paragraph(lines: list[str]) -> str:
    """Lines as one, without the space around them."""
    return " ".join(" ".join(lines).split())
