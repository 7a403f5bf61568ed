"""An answer that isn't one: no exception, a function, a constant, or an argument that was changed on the way."""

import ast
import re

from bot.domain.challenge import Relation
from bot.domain.explain._case import Case, Explanation
from bot.domain.explain._code import UNKNOWN, Function, calls, exits, hasty_loop, literal, own
from bot.domain.explain._none import nothing_returned
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.domain.verdict import Verdict

FUNCTIONS = "concept.functions"
ERRORS = "concept.errors-and-exceptions"
LOOPS = "concept.control-flow"
ITERATORS = "concept.iterators-and-generators"


def _wrong(case: Case, relation: Relation = Relation.EQUALS) -> bool:
    return case.outcome.verdict is Verdict.WRONG and case.check.relation is relation


def no_exception(case: Case) -> Explanation | None:
    """An exception is wanted, and none came."""
    if not _wrong(case, Relation.RAISES) or case.fault.type:
        return None
    if re.match(r"<class '[\w.]*(?:Error|Exception)'>|\w*(?:Error|Exception)\(", case.outcome.got):
        message = N_("Your code gives an exception back as a value. Which word sets it off instead of handing it over?")
        return case.say("exception-returned", ERRORS, message)
    if case.function is not None and calls(own(case.function), "print") and not _raises(case.function):
        message = N_(
            "The task asks for an exception here, and your code prints something instead. Who should learn about the "
            "problem: the reader, or the code that called?"
        )
        return case.say("exception-printed", ERRORS, message)
    if any(isinstance(node, ast.ExceptHandler) for node in ast.walk(case.tree)):
        message = N_("The task asks for an exception here, and none got out. Does an `except` in your code keep it in?")
        return case.say("exception-caught", ERRORS, message)
    message = N_(
        "The task asks for {expected} here, and your code goes on as if all were well. Which value is not allowed?"
    )
    bare = N_(
        "The task asks for an exception here, and your code goes on as if all were well. Which value is not allowed?"
    )
    return case.say("no-exception", ERRORS, message, bare, expected=str(case.check.expected))


def _raises(function: Function) -> bool:
    return any(isinstance(node, ast.Raise) for node in own(function))


def changed_argument(case: Case) -> Explanation | None:
    """A check that asks for the variable that it passed in, before or after."""
    if not _wrong(case) or case.got is UNKNOWN:
        return None
    for name, got, expected in _variables(case):
        before = _before(case, name)
        if before is UNKNOWN or got == expected:
            continue
        if before == expected:
            message = N_(
                "Your function changed the `{name}` that it was given: it should still be {before} afterwards, and is "
                "{got}. Could you work on a copy?"
            )
            bare = N_(
                "Your function changed the argument that it was given, and it should stay as it was. Could you work on "
                "a copy?"
            )
            return case.say("argument-changed", FUNCTIONS, message, bare, name=name, before=repr(before), got=repr(got))
        if before == got:
            message = N_(
                "After the call, `{name}` is what it was before. The task wants the argument itself to change: does "
                "your code build a new one instead?"
            )
            bare = N_(
                "The task wants the argument itself to change, and it is what it was. Does your code build a new one "
                "instead?"
            )
            return case.say("argument-unchanged", FUNCTIONS, message, bare, name=name)
    return None


def _variables(case: Case) -> list[tuple[str, object, object]]:
    """The variables that the check asks for, each with what was got and what was expected."""
    body = case.test.body
    asked = body[-1].value if body and isinstance(body[-1], ast.Expr) else None
    got, expected = case.got, case.check.expected
    if isinstance(asked, ast.Name):
        return [(asked.id, got, expected)]
    if not (isinstance(asked, ast.Tuple) and isinstance(got, tuple) and isinstance(expected, tuple)):
        return []
    parts = zip(asked.elts, got, expected, strict=False)
    return [(part.id, left, right) for part, left, right in parts if isinstance(part, ast.Name)]


def _before(case: Case, name: str) -> object:
    """What the check put into a variable before it passed it to something, or UNKNOWN."""
    passed = {
        argument.id
        for node in ast.walk(case.test)
        if isinstance(node, ast.Call)
        for argument in node.args
        if isinstance(argument, ast.Name)
    }
    values = [
        node.value
        for node in case.test.body
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
    ]
    return literal(ast.unparse(values[0])) if len(values) == 1 and name in passed else UNKNOWN


def not_a_value(case: Case) -> Explanation | None:
    """A function, a generator or the like, where its result is wanted."""
    if not _wrong(case):
        return None
    for pattern, rule, concept, message in NOT_VALUES:
        if re.match(pattern, case.outcome.got):
            return case.say(rule, concept, message)
    return None


NOT_VALUES = (
    (
        r"<(?:function|bound method|built-in (?:function|method)|method|slot wrapper) ",
        "returned-function",
        FUNCTIONS,
        N_(
            "Your code gives back a function itself, and not what it works out. Did you forget the brackets that call "
            "it?"
        ),
    ),
    (
        r"<coroutine object ",
        "returned-coroutine",
        "concept.async-basics",
        N_("Your code gives back the promise of a result, and not the result. Which word waits for it?"),
    ),
    (
        r"<(?:async_)?generator object ",
        "returned-generator",
        ITERATORS,
        N_("Your code gives back a generator, which has not worked anything out yet. What collects all of its values?"),
    ),
    (
        r"<(?:map|filter|zip|enumerate|reversed|\w+_?iterator|itertools\.\w+) object|<\w*reverseiterator|range\(-?\d",
        "returned-iterator",
        ITERATORS,
        N_("Your code gives back an iterator, which only promises its elements. What makes a list (or a text) of it?"),
    ),
    (
        r"(?:odict|dict)_(?:keys|values|items)\(",
        "returned-view",
        "concept.collections",
        N_(
            "Your code gives back a view of a dictionary, and not a collection of its own. What could you turn it into?"
        ),
    ),
    (
        r"<class '",
        "returned-class",
        "concept.classes",
        N_(
            "Your code gives back a class (or a type) itself, and not an object of it. Did you forget the brackets "
            "that make one?"
        ),
    ),
    (
        r"[^'\"]*\bEllipsis\b",
        "placeholder",
        FUNCTIONS,
        N_("The `...` of the starter is still there. What should stand in its place?"),
    ),
    (
        r"[\"']<[\w.<>]+ object at ",
        "object-as-text",
        "concept.magic-methods",
        N_(
            "That is how an object shows itself when its class doesn't say how. Which method of a class makes its text?"
        ),
    ),
    (
        r"<[\w.<>]+ object at |<[\w.]+ object>",
        "returned-object",
        "concept.magic-methods",
        N_(
            "Your code gives back an object that doesn't say what it holds. Is it the object that is wanted, or "
            "something it knows?"
        ),
    ),
)


def hasty(case: Case) -> Explanation | None:
    """A loop that gives the answer at the end of its first round."""
    loop = hasty_loop(case.function) if _wrong(case) and case.function else None
    if not isinstance(loop, ast.For):
        return None
    if _decides(loop):
        message = N_(
            "The loop on line {line} of your code decides on the very first element: it returns in either case. When "
            "can you be sure about all of them?"
        )
        return case.say("decides-too-early", LOOPS, message, facts={"line": loop.lineno})
    message = N_(
        "The loop on line {line} of your code has a `return` that ends it in the first round. How far should that line "
        "be indented?"
    )
    return case.say("return-too-early", LOOPS, message, facts={"line": loop.lineno})


def _decides(loop: ast.For) -> bool:
    """Whether a loop that returns in its first round has a question in it."""
    return any(isinstance(part, ast.If) for part in loop.body)


def constant(case: Case) -> Explanation | None:
    """A function that gives the same answer whatever comes in, or that throws away what comes in."""
    function = case.function
    if not _wrong(case) or function is None:
        return None
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    given = [part.arg for part in every if part is not None and part.arg not in ("self", "cls")]
    inside = list(ast.walk(function))
    used = {node.id for node in inside if isinstance(node, ast.Name)}
    returns = exits(function)
    free = any(isinstance(n, ast.Attribute | ast.Global | ast.Nonlocal) for n in inside) or calls(inside, *SEES_ALL)
    if given and returns and not used & set(given) and not free:
        message = N_(
            "`{name}` gives the same answer whatever comes in: its code never uses `{parameters}`. What should the "
            "answer depend on?"
        )
        facts: dict[str, object] = {"name": function.name, "parameters": ", ".join(given[:3])}
        return case.say("same-for-every-input", FUNCTIONS, message, facts=facts)
    for part in function.body:
        match part:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in given and _is_fixed(value):
                message = N_(
                    "Line {line} of your code gives `{name}` a new value, so what came in is lost. Would it work "
                    "without that line?"
                )
                return case.say("argument-overwritten", FUNCTIONS, message, facts={"name": name, "line": part.lineno})
            case ast.Assign() | ast.Expr(value=ast.Constant()):
                if any(isinstance(node, ast.Name) and node.id in given for node in ast.walk(part)):
                    return None
            case _:
                return None
    return None


SEES_ALL = ("locals", "vars", "eval", "exec", "input", "next", "super")


def _is_fixed(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id == "input"
    return not any(isinstance(node, ast.Name | ast.Call) for node in ast.walk(value))


def shared_default(case: Case) -> Explanation | None:
    """A default value that remembers what the last call did to it."""
    function = case.function
    if not _wrong(case) or function is None:
        return None
    used = sum(isinstance(n, ast.Call) and calls([n], function.name) for n in ast.walk(case.test))
    defaults = [*function.args.defaults, *(d for d in function.args.kw_defaults if d)]
    if used < 2 or not any(
        isinstance(d, ast.List | ast.Dict | ast.Set) or calls([d], "list", "dict", "set") for d in defaults
    ):
        return None
    message = N_(
        "`{name}` has a default value that can change, and it is made only once: the second call finds what the first "
        "left in it. Where could a fresh one be made?"
    )
    return case.say("shared-default", FUNCTIONS, message, facts={"name": function.name})


RULES = (no_exception, changed_argument, nothing_returned, not_a_value, hasty, shared_default, constant)
