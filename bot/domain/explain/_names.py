"""Names that Python does not know: variables, attributes, modules; and calls with the wrong number of arguments."""

import ast
import builtins
import re
import sys
from collections.abc import Iterable
from typing import Any

from bot.domain.explain._case import BUILTINS, Case, Explanation, nearest
from bot.domain.explain._code import functions, own
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

FUNCTIONS = "concept.functions"
VALUES = "concept.variables-and-types"
MODULES = "concept.modules-and-imports"
CLASSES = "concept.classes"

# What people bring along from other languages and from Python 2, and what it is called here.
FOREIGN = {
    "raw_input": "input",
    "xrange": "range",
    "unicode": "str",
    "unichr": "chr",
    "true": "True",
    "false": "False",
    "null": "None",
    "nil": "None",
    "none": "None",
    "undefined": "None",
    "console": "print",
    "printf": "print",
    "println": "print",
    "this": "self",
    "string": "str",
    "String": "str",
    "integer": "int",
    "boolean": "bool",
    "array": "list",
}
FOREIGN_METHODS = {
    "push": "append",
    "add": "append",
    "toUpperCase": "upper",
    "toLowerCase": "lower",
    "trim": "strip",
    "indexOf": "index",
    "has_key": "in",
    "contains": "in",
    "includes": "in",
    "length": "len",
    "size": "len",
}
IN_PLACE = ("append", "extend", "insert", "sort", "reverse", "remove", "clear", "update", "add", "discard")


def name_error(case: Case) -> Explanation | None:
    """A name that is not defined."""
    if case.fault.type != "NameError":
        return None
    found = re.match(r"name '(\w+)' is not defined", case.fault.message)
    name = found[1] if found else None
    line = case.line
    if name in FOREIGN and name not in case.names:
        message = N_("Python doesn't know `{name}`, used on line {line} of your code. Here it is called `{near}`.")
        return case.say("name-foreign", VALUES, message, UNKNOWN_NAME, name=name, near=FOREIGN[name], line=line)
    if name and name in case.names:
        message = N_(
            "`{name}` is used on line {line} of your code, where it isn't known: it gets its value in another "
            "function, or further down. How can the value travel to where it is needed?"
        )
        return case.say("name-elsewhere", FUNCTIONS, message, UNKNOWN_NAME, name=name, line=line)
    if near := nearest(name, [*case.names, *BUILTINS]) if name else None:
        message = N_("Python doesn't know `{name}` on line {line} of your code. Did you mean `{near}`?")
        return case.say("name-near", VALUES, message, UNKNOWN_NAME, name=name, near=near, line=line)
    if name in sys.stdlib_module_names:
        message = N_("`{name}`, used on line {line} of your code, is a module. What has to stand at the top to use it?")
        return case.say("name-module", MODULES, message, UNKNOWN_NAME, name=name, line=line)
    message = N_(
        "Python doesn't know `{name}` on line {line} of your code. Should it get a value before, or is it a text that "
        "wants quotation marks?"
    )
    return case.say("name-unknown", VALUES, message, UNKNOWN_NAME, name=name, line=line)


UNKNOWN_NAME = N_(
    "A NameError: your code uses a name that Python doesn't know at that point. Is it spelt the same everywhere, and "
    "does it have a value by then?"
)


def unbound(case: Case) -> Explanation | None:
    """A local variable that is read before it has a value."""
    if case.fault.type != "UnboundLocalError":
        return None
    found = re.search(r"local variable '(\w+)'", case.fault.message)
    name = found[1] if found else None
    outside = {node.id for node in own(case.tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    if case.shown and name in outside:
        message = N_(
            "Line {line} of your code reads `{name}` before the function has given it a value; the `{name}` outside is "
            "another one, because the function assigns its own. Could it come in as a parameter?"
        )
        return case.say("unbound-global", FUNCTIONS, message, UNBOUND, name=name, line=case.line)
    message = N_(
        "Line {line} of your code reads `{name}` before it has a value: the line that sets it did not run, or comes "
        "later. Which value should `{name}` start with?"
    )
    return case.say("unbound", FUNCTIONS, message, UNBOUND, name=name, line=case.line)


UNBOUND = N_(
    "An UnboundLocalError: a variable in your function is read before it has a value. Which value should it start "
    "with, on every way through?"
)


def arguments(case: Case) -> Explanation | None:
    """A call with too many, too few or unknown arguments."""
    call = re.match(r"([\w.<>]+)(?:\(\) (?:takes|missing|got) | expected .*argument.*, got )", case.fault.message[:500])
    if case.fault.type != "TypeError" or call is None:
        return None
    name = call[1].split(".")[-1]
    if "." in call[1] and _lacks_self(case, name):
        message = N_(
            "The method `{name}` was called on an object, and its `def` has no place for that object. What comes first?"
        )
        return case.say("method-without-self", CLASSES, message, WRONG_CALL, name=name)
    if "unexpected keyword argument" in case.fault.message:
        message = N_(
            "`{name}` was called with a keyword that its `def` doesn't know. Do the names of the parameters match?"
        )
        return case.say("unknown-keyword", FUNCTIONS, message, WRONG_CALL, name=name)
    if "takes no arguments" in case.fault.message and name[:1].isupper():
        message = N_(
            "`{name}` was created with arguments, and the class has nothing that receives them. Is `__init__` spelt "
            "right?"
        )
        return case.say("class-takes-nothing", CLASSES, message, WRONG_CALL, name=name)
    if case.function is not None and name == case.function.name and case.line is None:
        message = N_(
            "The check calls `{name}` with another number of arguments than its `def` takes. Which parameters does the "
            "task name?"
        )
        return case.say("wrong-parameters", FUNCTIONS, message, WRONG_CALL, name=name)
    message = N_(
        "`{name}` was called with more or fewer arguments than it takes. Compare the call with the parameters in its "
        "`def`."
    )
    return case.say("wrong-arguments", FUNCTIONS, message, WRONG_CALL, name=name)


WRONG_CALL = N_(
    "A TypeError: a function was called with arguments that don't fit its parameters. Compare the call with the `def` "
    "line."
)


def _lacks_self(case: Case, name: str) -> bool:
    """Whether a method of that name has no first parameter, or one more was given than it takes and it isn't `self`."""
    if "positional argument" not in case.fault.message or "given" not in case.fault.message:
        return False
    methods = [
        part
        for node in case.tree.body
        if isinstance(node, ast.ClassDef)
        for part in node.body
        if isinstance(part, ast.FunctionDef) and part.name == name and not part.decorator_list
    ]
    return any((part.args.posonlyargs + part.args.args)[:1] == [] for part in methods) or any(
        (part.args.posonlyargs + part.args.args)[0].arg != "self" and not _uses_first(part) for part in methods
    )


def _uses_first(method: ast.FunctionDef) -> bool:
    first = (method.args.posonlyargs + method.args.args)[0].arg
    return any(
        isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == first for n in own(method)
    )


def attribute(case: Case) -> Explanation | None:
    """An attribute or a method that an object does not have."""
    if case.fault.type != "AttributeError":
        return None
    found = re.match(
        r"(?:'([\w.]+)' object|module '([\w.]+)'|type object '(\w+)') has no attribute '(\w+)'", case.fault.message
    )
    if found is None:
        return case.say("attribute", CLASSES, UNKNOWN_ATTRIBUTE)
    kind, wanted = found[1] or found[2] or found[3], found[4]
    if kind == "NoneType":
        return _on_none(case, wanted)
    if FOREIGN_METHODS.get(wanted) in ("in", "len"):
        message = N_(
            "Line {line} of your code: values of type `{kind}` have no `{name}`. In Python that is not a method; "
            "`{near}` does it."
        )
        values: dict[str, Any] = {"kind": kind, "name": wanted, "near": FOREIGN_METHODS[wanted], "line": case.line}
        return case.say("attribute-foreign", VALUES, message, UNKNOWN_ATTRIBUTE, **values)
    has = _attributes(case, kind) if found[1] or found[3] else []
    translated = FOREIGN_METHODS.get(wanted)
    near = translated if translated is not None and translated in has else nearest(wanted, has)
    if near:
        message = N_("Line {line} of your code: values of type `{kind}` have no `{name}`. Did you mean `{near}`?")
        return case.say(
            "attribute-near", VALUES, message, UNKNOWN_ATTRIBUTE, kind=kind, name=wanted, near=near, line=case.line
        )
    message = N_(
        "Line {line} of your code asks a value of type `{kind}` for `{name}`, which it doesn't have. Is it the kind of "
        "object you think it is?"
    )
    return case.say("attribute", VALUES, message, UNKNOWN_ATTRIBUTE, kind=kind, name=wanted, line=case.line)


UNKNOWN_ATTRIBUTE = N_(
    "An AttributeError: an object was asked for something that it doesn't have. Is the name spelt right, and is the "
    "object of the kind you think?"
)


def _on_none(case: Case, wanted: str) -> Explanation:
    if keeps_in_place_result(case, case.tree):
        message = N_(
            "Line {line} of your code asks `None` for `{name}`. Methods such as `sort` and `append` change the list "
            "and give back nothing: do you store their result somewhere?"
        )
        bare = N_(
            "An AttributeError: your code asks `None` for something. Methods such as `sort` and `append` give back "
            "nothing: do you store their result somewhere?"
        )
        return case.say("none-from-method", "concept.collections", message, bare, name=wanted, line=case.line)
    message = N_("Line {line} of your code asks `None` for `{name}`. Which step before that gave back nothing?")
    bare = N_("An AttributeError: your code uses a value that is `None`. Which step before that gave back nothing?")
    return case.say("none-attribute", FUNCTIONS, message, bare, name=wanted, line=case.line)


def keeps_in_place_result(case: Case, scope: ast.AST) -> bool:
    """Whether the code keeps or returns what a method such as `sort` gives back, which is None."""
    in_place = {*IN_PLACE} - {function.name for function in functions(case.tree)}
    for node in ast.walk(scope):
        match node:
            case (
                ast.Assign(value=ast.Call(func=ast.Attribute(attr=name)))
                | ast.Return(value=ast.Call(func=ast.Attribute(attr=name)))
                | ast.Attribute(value=ast.Call(func=ast.Attribute(attr=name)))
            ) if name in in_place:
                return True
    return False


def _attributes(case: Case, kind: str) -> Iterable[str]:
    """What objects of a kind have, for Python's own types and for classes in the member's code."""
    own_type = getattr(builtins, kind, None)
    if isinstance(own_type, type):
        return [name for name in dir(own_type) if not name.startswith("_")]
    for node in case.tree.body:
        if isinstance(node, ast.ClassDef) and node.name == kind:
            parts = list(ast.walk(node))
            methods = [part.name for part in functions(node) if not part.name.startswith("__")]
            return methods + [p.attr for p in parts if isinstance(p, ast.Attribute) and isinstance(p.ctx, ast.Store)]
    return []


def imports(case: Case) -> Explanation | None:
    """A module, or a name in it, that is not there."""
    if case.fault.type not in ("ModuleNotFoundError", "ImportError"):
        return None
    module = re.match(r"No module named '([\w.]+)'", case.fault.message)
    name = module[1].split(".")[0] if module else None
    if near := nearest(name, sorted(sys.stdlib_module_names)) if name else None:
        message = N_("There is no module `{name}` here. Did you mean `{near}`?")
        return case.say("module-near", MODULES, message, NO_MODULE, name=name, near=near)
    if name:
        message = N_("The module `{name}` isn't here: only Python's own modules are. Can you do it with those?")
        return case.say("module", MODULES, message, NO_MODULE, name=name)
    message = N_(
        "An `import` on line {line} of your code asks a module for a name that isn't in it. Is the name spelt right?"
    )
    return case.say("import", MODULES, message, NO_MODULE, line=case.line)


NO_MODULE = N_(
    "An `import` in your code did not work: the module, or the name in it, isn't here. Python's own modules are."
)


RULES = (name_error, unbound, arguments, attribute, imports)
