"""Exceptions in the member's code."""

import ast
import re
from collections import defaultdict

from bot.domain.challenge import Relation
from bot.domain.explain._case import Case, Explanation, public_type
from bot.domain.explain._code import calls, own
from bot.domain.explain._messages import BY_MESSAGE
from bot.domain.explain._type_errors import TYPE_ERRORS
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.domain.verdict import Verdict

ERRORS = "concept.errors-and-exceptions"
FUNCTIONS = "concept.functions"


def recursion(case: Case) -> Explanation | None:
    """A function that calls itself for ever."""
    if case.fault.type != "RecursionError":
        return None
    itself = case.function
    if (
        itself
        and calls(own(itself), itself.name)
        and not any(
            isinstance(n, ast.If | ast.IfExp | ast.While | ast.BoolOp | ast.Match | ast.Try) for n in own(itself)
        )
    ):
        message = N_(
            "`{name}` calls itself every time, without a case in which it stops. For which argument is the answer so "
            "easy that no further call is needed?"
        )
        return case.say("recursion-without-end", FUNCTIONS, message, facts={"name": itself.name})
    message = N_(
        "A RecursionError: a function calls itself again and again and never reaches the case that stops it. Does "
        "every call bring the argument closer to that case?"
    )
    return case.say("recursion", FUNCTIONS, message)


def end_of_input(case: Case) -> Explanation | None:
    """`input()` found nothing to read."""
    if case.fault.type != "EOFError" and "input()" not in case.fault.message:
        return None
    if case.check.relation is not Relation.OUTPUTS:
        message = N_(
            "Your code asks for something with `input()`, and here nobody types. The values come in as arguments: what "
            "are the parameters called?"
        )
        return case.say("input-in-function", FUNCTIONS, message)
    message = N_(
        "Your program wanted to read one more line than there is: an EOFError. How many lines does the task promise, "
        "and how often do you call `input()`?"
    )
    return case.say("input-too-often", "concept.control-flow", message)


def leaves(case: Case) -> Explanation | None:
    """`exit()` or `quit()` ends the program before the check has its answer."""
    if case.fault.type != "SystemExit":
        return None
    message = N_(
        "Your code ends the whole program with `exit` or `quit`, so no answer comes back. Would `return` do what you "
        "want?"
    )
    return case.say("exit", FUNCTIONS, message)


def not_implemented(case: Case) -> Explanation | None:
    """The starter's placeholder is still there."""
    if case.fault.type != "NotImplementedError":
        return None
    message = N_(
        "A `raise NotImplementedError` is still in your code, as a place to fill. What should stand there instead?"
    )
    return case.say("not-implemented", FUNCTIONS, message)


def another_exception(case: Case) -> Explanation | None:
    """An exception is wanted, and another one came."""
    if case.check.relation is not Relation.RAISES or not case.fault.type:
        return None
    message = N_(
        "The task asks for {expected} here, and line {line} of your code raised {type} instead. Is the value checked "
        "before it is used?"
    )
    if case.shown and case.line is not None:
        wanted, found = str(case.check.expected), case.fault.type
        return case.say("another-exception", ERRORS, message, expected=wanted, type=found, line=case.line)
    message = N_(
        "The task asks for another exception here than the one that your code stopped with: {type}. Is the value "
        "checked before it is used?"
    )
    bare = N_(
        "The task asks for an exception here, and your code stopped with another one. Is the value checked before it "
        "is used?"
    )
    return case.say("another-exception", ERRORS, message, bare, facts={"type": public_type(case.fault.type)})


def own_raise(case: Case) -> Explanation | None:
    """The member's own `raise` or `assert` ran, where an answer is wanted."""
    text = case.text_of(case.line) if case.shown else ""
    if re.match(r"raise\b", text):
        message = N_(
            "The `raise` on line {line} of your code ran, and here an answer is wanted. For which values should it "
            "run, and for which not?"
        )
        return case.say("own-raise", ERRORS, message, line=case.line)
    if case.fault.type != "AssertionError":
        return None
    message = N_("An `assert` in your code did not hold. Is what it claims true for every value that the task allows?")
    return case.say("assertion", "concept.testing-basics", message)


def first_key(case: Case) -> Explanation | None:
    """Counting in a dictionary without a beginning."""
    if case.fault.type != "KeyError":
        return None
    if re.search(r"\]\s*[+\-*|]=|\]\.(?:append|add)\(", case.text_of(case.line)) and case.shown:
        message = N_(
            "KeyError on line {line} of your code: {key} isn't in the dictionary yet, so there is nothing to add to. "
            "What should its first value be?"
        )
        return case.say(
            "key-first-time", "concept.collections", message, NO_KEY, key=case.fault.message, line=case.line
        )
    message = N_(
        "KeyError on line {line} of your code: the dictionary has no key {key}. What should happen when a key isn't "
        "there?"
    )
    return case.say("key", "concept.collections", message, NO_KEY, key=case.fault.message, line=case.line)


NO_KEY = N_(
    "A KeyError: your code asks a dictionary for a key that it doesn't have. What should happen when a key isn't there?"
)


def index_after_the_end(case: Case) -> Explanation | None:
    """A neighbour that the last element does not have, or a count that goes one too far."""
    if case.fault.type != "IndexError" or "out of range" not in case.fault.message or not case.shown:
        return None
    if re.search(r"\[\s*\w+\s*\+\s*\w+\s*\]", case.text_of(case.line)):
        message = N_(
            "IndexError on line {line} of your code: it looks at the next element, and the last one has no next. Where "
            "should the loop stop?"
        )
        return case.say("index-neighbour", "concept.collections", message, line=case.line)
    counts = re.compile(r"range\([^#]*len\(\w+\)\s*\+\s*1\s*\)|range\(\s*1\s*,\s*len\(\w+\)\s*\+|<=\s*len\(")
    if any(counts.search(row[:300]) for row in case.lines):
        message = N_(
            "IndexError on line {line} of your code: the counting goes one step too far. If a list has three elements, "
            "what is the index of the last?"
        )
        return case.say("index-one-too-far", "concept.collections", message, INDEX, line=case.line)
    return None


INDEX = N_(
    "An IndexError: your code asks for a position that isn't there. What is the index of the last element, and may the "
    "list be empty?"
)


def by_message(case: Case) -> Explanation | None:
    """What Python's own message says, whatever its version."""
    if case.outcome.verdict is not Verdict.ERROR:
        return None
    text = case.fault.message[:1000]
    for pattern in (*TYPE_ERRORS, *BY_MESSAGE):
        if case.fault.type in pattern.types and (found := re.search(pattern.message, text)):
            values: dict[str, object] = defaultdict(lambda: None, found.groupdict())
            values["line"] = case.line
            wanted = {name: values[name] for name in re.findall(r"\{(\w+)\}", pattern.sentence)}
            return case.say(pattern.rule, pattern.concept, pattern.sentence, pattern.bare, facts=None, **wanted)
    return None


def any_error(case: Case) -> Explanation | None:
    """An exception that no other rule knows."""
    if case.outcome.verdict is not Verdict.ERROR:
        return None
    if case.shown and case.fault.type and case.line is not None:
        message = N_(
            "Line {line} of your code raised {type}: {problem}. What do the values on that line look like just before?"
        )
        problem = case.fault.message or case.fault.type
        return case.say("error", ERRORS, message, line=case.line, type=case.fault.type, problem=problem)
    bare = N_(
        "Your code stopped with an exception before it had an answer. Which values has it not met in the examples?"
    )
    message = N_(
        "Your code stopped with this exception: {type}. Which values may come in that the examples don't show?"
    )
    return case.say("error", ERRORS, message, bare, facts={"type": public_type(case.fault.type)})


RULES = (
    recursion,
    end_of_input,
    leaves,
    not_implemented,
    another_exception,
    own_raise,
    first_key,
    index_after_the_end,
    by_message,
    any_error,
)
