"""Collections: another kind, another order, too many or too few elements."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.domain.explain._case import Case, Explanation
from bot.domain.explain._values import is_number, pairs_of
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.domain.verdict import Verdict

COLLECTIONS = "concept.collections"
CONTROL = "concept.control-flow"
KINDS = (list, tuple, set, frozenset, dict)


def another_container(case: Case) -> Explanation | None:
    """The right elements in the wrong kind of collection, or wrapped once too often."""
    if case.outcome.verdict is not Verdict.WRONG or case.pair is None:
        return None
    got, expected = case.pair
    if type(got) is type(expected) and not (isinstance(got, list | tuple) and len(got) == 1):
        return None
    if isinstance(got, tuple) and len(got) == 1 and got[0] == expected:
        message = N_("The answer came wrapped in a tuple of one. Is there a comma too many at the end of a line?")
        return case.say("stray-comma", COLLECTIONS, message)
    if isinstance(got, list | tuple | set) and len(got) == 1 and next(iter(got)) == expected:
        message = N_("The right answer is there, wrapped in a collection of one. What takes it out?")
        return case.say("wrapped", COLLECTIONS, message)
    if isinstance(expected, list | tuple | set) and len(expected) == 1 and next(iter(expected)) == got:
        message = N_(
            "The value is right, and the task wants it inside a collection, even if it is the only one. How is that "
            "written?"
        )
        return case.say("unwrapped", COLLECTIONS, message)
    if isinstance(got, str) and isinstance(expected, list | tuple):
        message = N_(
            "The answer is one text, and a collection of parts is wanted. What takes a text apart, or collects the "
            "parts?"
        )
        return case.say("text-for-list", COLLECTIONS, message)
    if isinstance(got, list | tuple) and isinstance(expected, str):
        message = N_("The answer is a collection of parts, and one text is wanted. What puts the parts together?")
        return case.say("list-for-text", COLLECTIONS, message)
    if type(got) is type(expected) or not isinstance(got, KINDS) or not isinstance(expected, KINDS):
        return None
    message = N_("The answer is a `{kind}`, and the task asks for a `{wanted}`. What turns the one into the other?")
    bare = N_(
        "The answer is another kind of collection than the one that is wanted: a list, a tuple, a set, a dictionary? "
        "Look at the task."
    )
    return case.say("container", COLLECTIONS, message, bare, kind=type(got).__name__, wanted=type(expected).__name__)


def _sequences(case: Case) -> tuple[Sequence[Any], Sequence[Any]] | None:
    """Got and expected if both are lists, or both are tuples."""
    if case.outcome.verdict is not Verdict.WRONG or case.pair is None:
        return None
    got, expected = case.pair
    if type(got) is not type(expected) or not isinstance(got, list | tuple) or not isinstance(expected, list | tuple):
        return None
    return got, expected


def order(case: Case) -> Explanation | None:
    """The right elements in another order, or each once, or each more than once."""
    found = _sequences(case)
    if found is None:
        return None
    got, expected = found
    if _same_elements(got, expected) and list(got) != list(expected):
        if list(got) == list(expected)[::-1]:
            message = N_(
                "The elements are right and stand in reverse. At which end do you add, and from which end do you read?"
            )
            return case.say("reversed", COLLECTIONS, message)
        message = N_("All the right elements are there, in another order. Which order does the task ask for?")
        return case.say("order", COLLECTIONS, message)
    once = _once(got)
    if len(once) < len(got) and once == list(expected):
        message = N_(
            "Some elements come more than once, and each is wanted once. How can you tell that you have seen one "
            "before?"
        )
        return case.say("duplicates-kept", COLLECTIONS, message)
    once = _once(expected)
    if len(once) < len(expected) and _same_elements(once, got):
        message = N_(
            "Elements that occur more than once should stay, and each is there only once. Where do the others get lost?"
        )
        return case.say("duplicates-lost", COLLECTIONS, message)
    return None


def length(case: Case) -> Explanation | None:
    """A list or a tuple with too few elements, too many, or one that is wrong."""
    found = _sequences(case)
    if found is None:
        return None
    got, expected = found
    if expected and not got:
        message = N_("The answer is empty. Is anything ever added to it, and does the loop run at all?")
        return case.say("nothing-collected", COLLECTIONS, message)
    if got and not expected:
        message = N_(
            "The answer should be empty here, and something is in it. Which condition should have kept it out?"
        )
        return case.say("should-be-empty", CONTROL, message)
    ends = (
        (expected[:-1], got, "one-short-end", LAST_MISSING),
        (expected[1:], got, "one-short-start", FIRST_MISSING),
        (got[:-1], expected, "one-extra-end", LAST_EXTRA),
        (got[1:], expected, "one-extra-start", FIRST_EXTRA),
    )
    for left, right, rule, message in ends:
        if len(left) == len(right) and left == right:
            return case.say(rule, CONTROL, message)
    if len(got) < len(expected) and got == expected[: len(got)]:
        message = N_("The answer begins well and stops too early. What ends the loop before the last elements?")
        return case.say("stops-early", CONTROL, message)
    if len(got) < len(expected) and all(element in expected for element in got):
        message = N_("Everything in the answer belongs there, but something is missing. Which condition leaves it out?")
        return case.say("elements-missing", CONTROL, message)
    if len(got) > len(expected) and all(element in got for element in expected):
        message = N_(
            "The answer holds all that is wanted, and something more. Which condition should have kept that out?"
        )
        return case.say("elements-extra", CONTROL, message)
    return _one_element(case)


LAST_MISSING = N_("Only the last element is missing. Where does the counting stop: before the end, or at the end?")
FIRST_MISSING = N_("Only the first element is missing. Does the counting begin at 0 or at 1?")
LAST_EXTRA = N_("There is one element too many at the end. Does the loop run once more than it should?")
FIRST_EXTRA = N_("There is one element too many at the beginning. With what does your collection start?")


def _one_element(case: Case) -> Explanation | None:
    pairs = pairs_of(case)
    if pairs is None or len(pairs) != 1 or case.pair is None:
        return None
    got, expected = pairs[0]
    message = N_("All but one are right: `{got}` should be `{expected}`. What is special about that one?")
    bare = N_("All but one are right. Which element is special: the first, the last, a zero, an empty one?")
    return case.say("one-element", CONTROL, message, bare, got=repr(got), expected=repr(expected))


def _same_elements(left: Sequence[Any], right: Sequence[Any]) -> bool:
    """Whether two sequences have the same elements, each as often; elements may be of kinds without order or hash."""
    rest = list(right)
    for element in left:
        if element not in rest:
            return False
        rest.remove(element)
    return not rest


def _once(elements: Sequence[Any]) -> list[Any]:
    found: list[Any] = []
    for element in elements:
        if element not in found:
            found.append(element)
    return found


def keyed(case: Case) -> Explanation | None:
    """A dictionary or a set with the wrong keys."""
    if case.outcome.verdict is not Verdict.WRONG or case.pair is None:
        return None
    got, expected = case.pair
    if isinstance(got, dict) and isinstance(expected, dict):
        less, more = set(expected) - set(got), set(got) - set(expected)
        if got and expected and got == {value: key for key, value in expected.items() if _hashable(value)}:
            message = N_("Keys and values have changed places. Which of the two do you want to look up?")
            return case.say("keys-and-values", COLLECTIONS, message)
        if less and more and _plain_keys(got) == _plain_keys(expected):
            message = N_(
                "Some keys differ only in large and small letters, in spaces, or in being a text or a number. What "
                "should be done to a key before it is used?"
            )
            return case.say("key-spelling", COLLECTIONS, message)
    elif isinstance(got, set) and isinstance(expected, set | frozenset):
        less, more = set(expected - got), got - expected
    else:
        return None
    if expected and not got:
        message = N_("The answer is empty. Is anything ever added to it, and does the loop run at all?")
        return case.say("nothing-collected", COLLECTIONS, message)
    if less and not more:
        message = N_("Everything in the answer belongs there, but something is missing. Which condition leaves it out?")
        return case.say("elements-missing", CONTROL, message)
    if more and not less:
        message = N_(
            "The answer holds all that is wanted, and something more. Which condition should have kept that out?"
        )
        return case.say("elements-extra", CONTROL, message)
    return None


def _hashable(value: object) -> bool:
    return isinstance(value, str) or is_number(value)


def _plain_keys(keys: Iterable[Any]) -> set[str]:
    return {str(key).strip().casefold() for key in keys}


def values_of_keys(case: Case) -> Explanation | None:
    """A dictionary with the right keys, and some values that aren't."""
    if case.outcome.verdict is not Verdict.WRONG or case.pair is None:
        return None
    got, expected = case.pair
    if not isinstance(got, dict) or not isinstance(expected, dict) or got.keys() != expected.keys():
        return None
    key = next((key for key in expected if got[key] != expected[key]), None)
    if key is None:
        return None
    message = N_(
        "The keys are right. For {key} the value is {got}, and {expected} is wanted. Which line of your code decides "
        "that?"
    )
    bare = N_(
        "The keys are right, and some values aren't. Which line of your code decides them, and how often does it run?"
    )
    values = {"key": repr(key), "got": repr(got[key]), "expected": repr(expected[key])}
    return case.say("values-of-keys", COLLECTIONS, message, bare, facts=None, **values)


FIRST_RULES = (order,)
RULES = (another_container, length, keyed, values_of_keys)
