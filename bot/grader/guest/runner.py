"""The program inside the sandbox: one order in, one answer out, then this interpreter is thrown away.

Order: `do` (check, program, run or measure), `code`, `setup`, `expression`, `stdin`, `output` (bytes, at most).
Answer: `end` (value, error, missing, done or measured), what belongs to it, `printed`, `exceeded` and `phase`.
"""

import ast
import asyncio
import builtins
import inspect
import json
import linecache
import random
import sys
from types import ModuleType

from bot.grader.guest.encode import encode, settle, show
from bot.grader.guest.faults import CHECK, SOLUTION, describe, raised_in
from bot.grader.guest.measure import measure
from bot.grader.guest.streams import OutputLimitError, Streams

Scope = dict[str, object]
Answer = dict[str, object]
MAX_NAMES = 30
# Members may change json as they like: the answer is written by the functions of before.
_dumps, _random = json.dumps, random.seed


class WitWorld:
    """What the host can call: see world.wit."""

    def run(self, request: str) -> str:
        """Carry out one order."""
        order = json.loads(request)
        if order["do"] == "measure":
            return _dumps(_measured(order["code"]))
        _random()
        streams = Streams(order["stdin"], order["output"], together=order["do"] == "run")
        answer: Answer = {"phase": "code"}
        _perform(order, streams, answer)
        return _dumps(answer | {"printed": streams.text(), "exceeded": streams.exceeded})


def _measured(code: str) -> Answer:
    try:
        return measure(code)
    except Exception as error:
        return describe(error)


def _perform(order: dict[str, str], streams: Streams, answer: Answer) -> None:
    """Do what the order says. However that ends, the answer has the end in it."""
    try:
        scope = _module(order["code"], "solution" if order["do"] == "check" else "__main__")
        if order["do"] == "run":
            answer.update(_run(order["code"], scope))
            return
        exec(compile(order["code"], SOLUTION, "exec", dont_inherit=True), scope)  # noqa: S102  (it is what we are for)
        answer.update({"end": "done"})
        if order["do"] == "check":
            streams.mark()
            answer.update({"phase": "check"})
            answer.update(_check(order["setup"], order["expression"], scope))
    except OutputLimitError:
        answer["end"] = "done"
    except SystemExit as error:
        answer.update({"end": "done"} if order["do"] != "check" else describe(error))
    except BaseException as error:  # also KeyboardInterrupt, and what members derive
        answer.update(describe(error))


def _module(code: str, name: str) -> Scope:
    """The namespace of a new module that holds the code."""
    lines = [f"{line}\n" for line in code.splitlines()]
    linecache.cache[SOLUTION] = (len(code), None, lines, SOLUTION)
    module = ModuleType(name)
    module.__file__ = SOLUTION
    sys.modules[name] = sys.modules["__main__"] = module
    return module.__dict__


def _run(code: str, scope: Scope) -> Answer:
    """Execute a program; if it ends with an expression, its value is shown as in a REPL."""
    tree = ast.parse(code, SOLUTION)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        del tree.body[-1]
    exec(compile(tree, SOLUTION, "exec", dont_inherit=True), scope)  # noqa: S102
    if not isinstance(last, ast.Expr):
        return {"end": "done"}
    value = eval(compile(ast.Expression(last.value), SOLUTION, "eval", dont_inherit=True), scope)  # noqa: S307
    return {"end": "done"} if value is None else {"end": "done", "shown": show(value)}


def _check(setup: str, expression: str, scope: Scope) -> Answer:
    """Prepare, then evaluate the expression; if the code lacks a name that they need, that is told."""
    try:
        if setup:
            exec(compile(setup, CHECK, "exec", dont_inherit=True), scope)  # noqa: S102
        value = eval(compile(expression, CHECK, "eval", dont_inherit=True), scope)  # noqa: S307
    except NameError as error:
        missing = _missing(f"{setup}\n{expression}", scope) if raised_in(error) == CHECK else []
        if not missing:
            raise
        return {"end": "missing", "missing": missing, "names": _names(scope)}
    if inspect.iscoroutine(value):
        value = asyncio.run(value)
    value = settle(value)
    return {"end": "value", "form": encode(value), "shown": show(value)}


def _missing(check: str, scope: Scope) -> list[str]:
    """The names that a check reads and that neither it nor the code nor Python defines."""
    read, bound = set[str](), set[str]()
    for node in ast.walk(ast.parse(check)):
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                read.add(name)
            case ast.Name(id=name) | ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
                bound.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                bound.add(name)
            case ast.alias(name=name, asname=other):
                bound.add(other or name.split(".")[0])
    return sorted(name for name in read - bound if name not in scope and not hasattr(builtins, name))


def _names(scope: Scope) -> list[str]:
    """What the code defines, as far as it is worth telling."""
    return [
        name for name, value in scope.items() if not name.startswith("_") and not isinstance(value, ModuleType)
    ][:MAX_NAMES]  # fmt: skip
