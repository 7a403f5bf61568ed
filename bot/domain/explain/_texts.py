"""A text that is nearly the right one, a value of another kind, and whatever else is wrong about an answer."""

import re

from bot.domain.challenge import Relation
from bot.domain.explain._case import Case, Explanation
from bot.domain.explain._values import is_number
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.domain.verdict import Verdict

VALUES = "concept.variables-and-types"


def part_of_text(case: Case) -> Explanation | None:
    """A text that lacks its first or last character, or nearly is the right one."""
    if case.outcome.verdict is not Verdict.WRONG or case.pair is None:
        return None
    got, expected = case.pair
    if not isinstance(got, str) or not isinstance(expected, str):
        return None
    if expected and not got:
        message = N_("The answer is an empty text. Does anything get added to it on the way?")
        return case.say("text-empty", VALUES, message)
    if got and got in (expected[:-1], expected[1:]):
        message = N_("One character is missing, at the beginning or the end. Which index does a slice stop before?")
        return case.say("text-one-short", "concept.collections", message)
    if expected and expected in (got[:-1], got[1:]):
        message = N_(
            "There is one character too many, at the beginning or the end. Is something added once more than it should "
            "be?"
        )
        return case.say("text-one-extra", "concept.collections", message)
    if "{" in got and re.search(r"\{\w+\}", got) and not re.search(r"\{\w+\}", expected):
        message = N_(
            "The curly brackets are still in the text, so no values were filled in. Which letter in front of a string "
            "does that?"
        )
        return case.say("text-not-filled-in", VALUES, message)
    at = next((i for i, (a, b) in enumerate(zip(got, expected, strict=False)) if a != b), min(len(got), len(expected)))
    message = N_(
        "The text is right up to character {position}, and then it goes another way. What is added at that point?"
    )
    bare = N_(
        "The text is not the one that is wanted. Try your code with a short example by hand, and compare character by "
        "character."
    )
    return case.say("text-differs", VALUES, message, bare, position=at) if at >= 3 else None


def wrong_kind(case: Case) -> Explanation | None:
    """A value of another kind than the one that is wanted."""
    if case.outcome.verdict is not Verdict.WRONG or case.pair is None:
        return None
    got, expected = case.pair
    if type(got) is type(expected) or (is_number(got) and is_number(expected)) or expected is None or got is None:
        return None
    message = N_("The answer is of the kind `{kind}`, and `{wanted}` is wanted. At which line does it become one?")
    bare = N_(
        "The answer is of another kind than the one that is wanted: a text, a number or a collection. What does the "
        "task ask for?"
    )
    return case.say("wrong-kind", VALUES, message, bare, kind=type(got).__name__, wanted=type(expected).__name__)


def any_wrong_answer(case: Case) -> Explanation | None:
    """A wrong answer that no other rule knows."""
    if case.check.relation is not Relation.EQUALS or case.outcome.verdict is not Verdict.WRONG:
        return None
    message = N_(
        "Your code answers `{got}`, and `{expected}` is wanted. Go through it line by line with this input: where does "
        "it turn off?"
    )
    bare = N_(
        "The answer to this hidden check isn't the one that is wanted. Which unusual input might the task allow: "
        "empty, negative, equal, very large?"
    )
    return case.say("wrong-answer", None, message, bare, got=case.outcome.got, expected=repr(case.check.expected))


RULES = (part_of_text,)
LAST_RULES = (wrong_kind, any_wrong_answer)
