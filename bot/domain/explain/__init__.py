"""Why a check failed, in plain words: what happened, and a question or a next thing to try. Never the answer."""

from bot.domain.challenge import Check
from bot.domain.explain import (
    _collections,
    _errors,
    _limits,
    _missing,
    _names,
    _output,
    _returned,
    _syntax,
    _texts,
    _values,
)
from bot.domain.explain._case import Case, Explanation
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.domain.verdict import Outcome

__all__ = ["Explanation", "explain"]

# The most specific first: the first rule that has something to say is the one that speaks.
RULES = (
    *_missing.RULES,
    *_limits.RULES,
    *_syntax.RULES,
    *_names.RULES,
    *_errors.RULES,
    *_returned.RULES,
    *_collections.FIRST_RULES,
    *_values.RULES,
    *_texts.RULES,
    *_collections.RULES,
    *_output.RULES,
    *_texts.LAST_RULES,
)


def explain(code: str, check: Check, outcome: Outcome, *, shown: bool) -> Explanation:
    """The first thing to say about a check that failed; of a hidden one nothing but the kind of thing that happened."""
    case = Case(code, check, outcome, shown)
    found = next((explanation for rule in RULES if (explanation := rule(case))), None)
    return found or case.say("unknown", None, UNKNOWN)


UNKNOWN = N_(
    "This check didn't pass, and the reason isn't plain to see. Try your code by hand with the smallest example you "
    "know."
)
