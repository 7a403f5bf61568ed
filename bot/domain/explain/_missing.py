"""There is nothing to check: no code at all, or not the name that the task asks for."""

import ast
import builtins
import re

from bot.domain.challenge import Relation
from bot.domain.explain._case import Case, Explanation, nearest
from bot.domain.explain._code import functions, names, own
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.domain.verdict import Verdict

FUNCTIONS = "concept.functions"


def empty(case: Case) -> Explanation | None:
    """No statement at all: nothing, or comments only."""
    if not (isinstance(case.parsed, ast.Module) and not case.parsed.body):
        return None
    message = N_(
        "There is no code in your answer yet. Write one small line that you are sure about, and grow it from there."
    )
    return case.say("empty", None, message)


def missing(case: Case) -> Explanation | None:
    """The check asks for a name that the code does not define."""
    if case.outcome.verdict is not Verdict.MISSING and not _asked_in_vain(case):
        return None
    name = _wanted(case)
    if name is None:
        message = N_("The check looks for a name that your code doesn't define. Compare its spelling with the task.")
        return case.say("missing", FUNCTIONS, message)
    if any(function.name == name for function in functions(case.tree)):
        message = N_(
            "`{name}` is defined inside another function or class, so nobody outside can see it. Look at how far its "
            "`def` is indented."
        )
        return case.say("missing-inside", FUNCTIONS, message, facts={"name": name})
    if near := nearest(name, case.names):
        message = N_("You defined `{near}`; the task asks for `{name}`. Could you make the two names the same?")
        return case.say("missing-near", FUNCTIONS, message, facts={"near": near, "name": name})
    if near := nearest(name, case.outcome.names) if case.shown else None:
        message = N_("You defined `{near}`; the task asks for `{name}`. Could you make the two names the same?")
        return case.say("missing-near", FUNCTIONS, message, near=near, name=name)
    message = N_(
        "Your code doesn't define `{name}` yet, and the check calls just that. How does the task introduce it?"
    )
    return case.say("missing-name", FUNCTIONS, message, facts={"name": name})


def _asked_in_vain(case: Case) -> bool:
    """Whether a NameError came from the check's own line, and not from the member's code."""
    name = re.search(r"name '(\w+)' is not defined", case.fault.message)
    return bool(
        case.fault.type == "NameError"
        and case.check.relation is not Relation.OUTPUTS
        and case.fault.line is None
        and name
        and name[1] == _wanted(case)
    )


def _wanted(case: Case) -> str | None:
    """The first name that the check uses, and that neither it nor the top level of the code nor Python defines."""
    used = [node.id for node in ast.walk(case.test) if isinstance(node, ast.Name)]
    known = _top_level(case) | set(names(case.test))
    return next((name for name in used if name not in known and not hasattr(builtins, name)), None)


def _top_level(case: Case) -> set[str]:
    """The names that statements at the top level of the code define."""
    return {name for node in (case.tree, *own(case.tree)) for name in _defined_by(node)}


def _defined_by(node: ast.AST) -> list[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            return [name]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.alias(name=name, asname=other):
            return [other or name.split(".")[0]]
    return []


RULES = (empty, missing)
