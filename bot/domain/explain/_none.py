"""A function that gave back None: where its `return` is missing."""

import ast

from bot.domain.challenge import Relation
from bot.domain.explain._case import Case, Explanation
from bot.domain.explain._code import Function, calls, exits, own
from bot.domain.explain._names import keeps_in_place_result
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.domain.verdict import Verdict

FUNCTIONS = "concept.functions"


def nothing_returned(case: Case) -> Explanation | None:
    """None where something else is wanted."""
    if case.outcome.verdict is not Verdict.WRONG or case.check.relation is not Relation.EQUALS:
        return None
    if case.outcome.got != "None" or case.check.expected is None:
        return None
    function = case.function
    returns = exits(function) if function else []
    if function and not returns:
        return _without_return(case, function)
    if function and keeps_in_place_result(case, function):
        message = N_(
            "Your function gave back None. Methods such as `sort` and `append` change the list and give back nothing: "
            "what should stand after `return`?"
        )
        return case.say("returned-method-none", "concept.collections", message)
    if returns and all(_is_print(found.node.value) for found in returns):
        return _printed(case)
    if returns and all(found.in_loop for found in returns):
        message = N_(
            "Your function gave back None. Its `return` stands inside a loop: what should happen when the loop ends "
            "without reaching it?"
        )
        return case.say("return-in-loop", FUNCTIONS, message)
    if returns and all(found.in_branch or found.in_loop for found in returns):
        message = N_(
            "Your function gave back None. It has a `return` in some branches only: which way through the function "
            "meets none?"
        )
        return case.say("return-in-branch", FUNCTIONS, message)
    message = N_("Your function gave back None. Is there a `return` on every way through it, with the value after it?")
    return case.say("returned-none", FUNCTIONS, message)


def _without_return(case: Case, function: Function) -> Explanation:
    inside = list(own(function))
    if calls(inside, "print") or (case.shown and case.outcome.printed.strip() == str(case.check.expected)):
        return _printed(case)
    if all(isinstance(part, ast.Pass) or _is_remark(part) for part in function.body):
        message = N_(
            "`{name}` has no body yet, so it gives back None. Which small part of the task could you write first?"
        )
        return case.say("no-body", FUNCTIONS, message, facts={"name": function.name})
    if any(isinstance(node, ast.Return) for node in inside):
        message = N_(
            "Your function gave back None: there is a `return`, but nothing stands after it. What should come out?"
        )
        return case.say("return-without-value", FUNCTIONS, message)
    message = N_("Your function gave back None. Is there a `return`? Without one, what was worked out stays inside.")
    return case.say("no-return", FUNCTIONS, message)


def _printed(case: Case) -> Explanation:
    message = N_(
        "Your function prints its answer and gives back None. Printing shows a value to people; what hands it to the "
        "code that called?"
    )
    return case.say("printed-not-returned", FUNCTIONS, message)


def _is_print(value: ast.expr | None) -> bool:
    return value is not None and calls([value], "print")


def _is_remark(part: ast.stmt) -> bool:
    return isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
