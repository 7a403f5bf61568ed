"""What isn't Python yet: brackets, colons, indentation, other languages."""

from tests.domain.explain.attempts import fails

PROGRAMS = {
    "repl": fails(">>> x = 3\n>>> x + 1\n4\n", "f(1)", "SyntaxError", "invalid syntax", 1),
    "javascript": fails("function add(a, b) {\n  return a + b;\n}\n", "add(1, 2)", "SyntaxError", "invalid syntax", 1),
    "print-2": fails(
        "def f(x):\n    print 'x is', x\n",
        "f(1)",
        "SyntaxError",
        "Missing parentheses in call to 'print'. Did you mean print(...)?",
        2,
    ),
    "curly-quotes": fails("name = “Ada”\n", "f(1)", "SyntaxError", "invalid character '“' (U+201C)", 1),
    "odd-character": fails("def f(x):\n    return x – 1\n", "f(1)", "SyntaxError", "invalid character '–' (U+2013)", 2),
    "unclosed-string": fails(
        "def f(x):\n    return 'hello\n", "f(1)", "SyntaxError", "unterminated string literal (detected at line 2)", 2
    ),
    "tabs-and-spaces": fails(
        "def f(x):\n        y = x\n\treturn y\n",
        "f(1)",
        "TabError",
        "inconsistent use of tabs and spaces in indentation",
        3,
    ),
    "expected-indent": fails(
        "def f(x):\nreturn x\n",
        "f(1)",
        "IndentationError",
        "expected an indented block after function definition on line 1",
        2,
    ),
    "unexpected-indent": fails("x = 1\n    y = 2\n", "f(1)", "IndentationError", "unexpected indent", 2),
    "unindent": fails(
        "def f(x):\n        y = x\n    return y\n",
        "f(1)",
        "IndentationError",
        "unindent does not match any outer indentation level",
        3,
    ),
    "bracket": fails("def f(x):\n    return round(x\n", "f(1)", "SyntaxError", "'(' was never closed", 2),
    "assign-to-value": fails(
        "5 = x\n", "f(1)", "SyntaxError", "cannot assign to literal here. Maybe you meant '==' instead of '='?", 1
    ),
    "assign-in-condition": fails(
        "def f(x):\n    if x = 3:\n        return 1\n",
        "f(1)",
        "SyntaxError",
        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
        2,
    ),
    "missing-colon": fails("def f(x)\n    return x\n", "f(1)", "SyntaxError", "expected ':'", 1),
    "return-outside": fails("x = 3\nreturn x\n", "f(1)", "SyntaxError", "'return' outside function", 2),
    "outside-loop": fails("if True:\n    break\n", "f(1)", "SyntaxError", "'break' outside loop", 2),
    "missing-comma": fails("x = [1 2]\n", "f(1)", "SyntaxError", "invalid syntax. Perhaps you forgot a comma?", 1),
    "lonely-try": fails(
        "try:\n    x = 1\nprint(x)\n", "f(1)", "SyntaxError", "expected 'except' or 'finally' block", 3
    ),
    "else-if": fails("if x:\n    y = 1\nelse if z:\n    y = 2\n", "f(1)", "SyntaxError", "expected ':'", 3),
    "foreign-operator": fails("def f(a, b):\n    return a && b\n", "f(1, 2)", "SyntaxError", "invalid syntax", 2),
    "keyword-typo": fails("whlie True:\n    pass\n", "f(1)", "SyntaxError", "invalid syntax", 1),
    "syntax": fails("def f(x):\n    return x +\n", "f(1)", "SyntaxError", "invalid syntax", 2),
}

QUIET = [
    (
        "repl",
        "a doctest",
        fails('def f(x):\n    """\n    >>> f(1)\n    """\n    return x / 0\n', "f(1)", "TypeError", "?", 5),
    ),
    (
        "javascript",
        "a comment says function",
        fails("# function add(a, b)\nx = (1\n", "f(1)", "SyntaxError", "'(' was never closed", 2),
    ),
    ("javascript", "=== inside a string", fails("print('===' 'a'\n", "f(1)", "SyntaxError", "'(' was never closed", 1)),
    ("javascript", "a call of print", fails("print(x\n", "f(1)", "SyntaxError", "'(' was never closed", 1)),
    ("print-2", "print as a function", fails("print('a'\n", "f(1)", "SyntaxError", "'(' was never closed", 1)),
    ("curly-quotes", "they stand in a string", fails("x = '“a”' +\n", "f(1)", "SyntaxError", "invalid syntax", 1)),
    (
        "assign-in-condition",
        "a keyword in a call",
        fails("if f(a=1)\n    pass\n", "f(1)", "SyntaxError", "expected ':'", 1),
    ),
    (
        "assign-in-condition",
        ">= is no assignment",
        fails("if a >= 1)\n    pass\n", "f(1)", "SyntaxError", "unmatched ')'", 1),
    ),
    (
        "missing-colon",
        "the colon is there",
        fails("for i in range(3: \n    pass\n", "f(1)", "SyntaxError", "invalid syntax", 1),
    ),
    ("keyword-typo", "a proper keyword", fails("return x +\n", "f(1)", "SyntaxError", "invalid syntax", 1)),
    (
        "else-if",
        "an if inside an else",
        fails("x = (1\nelse_if = 3\n", "f(1)", "SyntaxError", "'(' was never closed", 1),
    ),
    ("foreign-operator", "minus twice is Python", fails("x = 3 --2 +\n", "f(1)", "SyntaxError", "invalid syntax", 1)),
]
