"""Names, attributes, arguments and imports that Python cannot find."""

from tests.domain.explain.attempts import RETURN, fails

PROGRAMS = {
    "name-foreign": fails("def f(x):\n    return null\n", "f(1)", "NameError", "name 'null' is not defined", 2),
    "name-elsewhere": fails(
        "def start():\n    score = 3\n\ndef f(x):\n    return score\n",
        "f(1)",
        "NameError",
        "name 'score' is not defined",
        5,
    ),
    "name-near": fails("def f(total):\n    return totl\n", "f(1)", "NameError", "name 'totl' is not defined", 2),
    "name-module": fails("def f(x):\n    return math.sqrt(x)\n", "f(1)", "NameError", "name 'math' is not defined", 2),
    "name-unknown": fails("def f(x):\n    return hello\n", "f(1)", "NameError", "name 'hello' is not defined", 2),
    "unbound-global": fails(
        "count = 0\ndef f(x):\n    count += x\n    return count\n",
        "f(1)",
        "UnboundLocalError",
        "cannot access local variable 'count' where it is not associated with a value",
        3,
    ),
    "unbound": fails(
        "def f(x):\n    if x > 5:\n        size = 'big'\n    return size\n",
        "f(1)",
        "UnboundLocalError",
        "local variable 'size' referenced before assignment",
        4,
    ),
    "method-without-self": fails(
        "class Box:\n    def add(item):\n        pass\n",
        "Box().add(3)",
        "TypeError",
        "Box.add() takes 1 positional argument but 2 were given",
    ),
    "unknown-keyword": fails(RETURN, "f(size=3)", "TypeError", "f() got an unexpected keyword argument 'size'"),
    "class-takes-nothing": fails(
        "class Box:\n    def _init_(self, size):\n        self.size = size\n",
        "Box(3)",
        "TypeError",
        "Box() takes no arguments",
    ),
    "wrong-parameters": fails(RETURN, "f(1, 2)", "TypeError", "f() takes 1 positional argument but 2 were given"),
    "wrong-arguments": fails(
        "def g(a, b):\n    return a\n\ndef f(x):\n    return g(x)\n",
        "f(1)",
        "TypeError",
        "g() missing 1 required positional argument: 'b'",
        5,
    ),
    "none-from-method": fails(
        "def f(x):\n    y = x.sort()\n    y.append(3)\n    return y\n",
        "f([1])",
        "AttributeError",
        "'NoneType' object has no attribute 'append'",
        3,
    ),
    "none-attribute": fails(
        "def g(x):\n    print(x)\n\ndef f(x):\n    return g(x).upper()\n",
        "f('a')",
        "AttributeError",
        "'NoneType' object has no attribute 'upper'",
        5,
    ),
    "attribute-foreign": fails(
        "def f(x):\n    return x.length\n", "f('a')", "AttributeError", "'str' object has no attribute 'length'", 2
    ),
    "attribute-near": fails(
        "def f(x):\n    return x.uper()\n", "f('a')", "AttributeError", "'str' object has no attribute 'uper'", 2
    ),
    "attribute": fails(
        "def f(x):\n    return x.walk()\n", "f(3)", "AttributeError", "'int' object has no attribute 'walk'", 2
    ),
    "module-near": fails("import maths\n", "f(3)", "ModuleNotFoundError", "No module named 'maths'", 1),
    "module": fails("import numpy\n", "f(3)", "ModuleNotFoundError", "No module named 'numpy'", 1),
    "import": fails(
        "from math import squareroot\n",
        "f(3)",
        "ImportError",
        "cannot import name 'squareroot' from 'math' (unknown location)",
        1,
    ),
}

QUIET = [
    (
        "name-foreign",
        "their own name",
        fails(
            "def g():\n    null = 1\n\ndef f(x):\n    return null\n",
            "f(1)",
            "NameError",
            "name 'null' is not defined",
            5,
        ),
    ),
    ("name-near", "nothing like it", PROGRAMS["name-unknown"]),
    (
        "name-module",
        "imported elsewhere",
        fails(
            "def g():\n    import math\n\ndef f(x):\n    return math.pi\n",
            "f(1)",
            "NameError",
            "name 'math' is not defined",
            5,
        ),
    ),
    ("unbound-global", "no such name outside", PROGRAMS["unbound"]),
    (
        "method-without-self",
        "self is there",
        fails(
            "class Box:\n    def add(self):\n        pass\n",
            "Box().add(3)",
            "TypeError",
            "Box.add() takes 1 positional argument but 2 were given",
        ),
    ),
    (
        "wrong-arguments",
        "int() refused a value",
        fails(
            "def f(x):\n    return int(x)\n",
            "f([])",
            "TypeError",
            "int() argument must be a string, a bytes-like object or a real number, not 'list'",
            2,
        ),
    ),
    (
        "none-from-method",
        "their own add returns",
        fails(
            "class B:\n    def add(self, x):\n        return x\n\ndef f(x):\n    y = B().add(x)\n    return y.up()\n",
            "f(None)",
            "AttributeError",
            "'NoneType' object has no attribute 'up'",
            7,
        ),
    ),
    ("attribute-near", "no such thing", PROGRAMS["attribute"]),
]
