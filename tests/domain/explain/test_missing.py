"""Nothing was handed in, or not under the name that the task asks for."""

from bot.domain.verdict import Verdict
from tests.domain.explain.attempts import RETURN, ends, told, wrong

PROGRAMS = {
    "empty": ends("# my answer\n\n", Verdict.MISSING),
    "missing-near": ends("def totl(numbers):\n    return sum(numbers)\n", Verdict.MISSING, "total([1])", "totl"),
    "missing-inside": ends(
        "def main():\n    def total(numbers):\n        return sum(numbers)\n", Verdict.MISSING, "total([1])", "main"
    ),
    "missing-name": ends("print(1 + 2)", Verdict.MISSING, "total([1])"),
    "missing": ends("x = 1", Verdict.MISSING, "1 +"),
}

QUIET = [
    ("empty", "a docstring is a beginning", wrong('"""My answer."""\n' + RETURN, "f(1)", 2, 5)),
    (
        "missing-near",
        "a quite different name",
        ends("def greet():\n    pass\n", Verdict.MISSING, "total([1])", "greet"),
    ),
    (
        "missing-inside",
        "only the case differs",
        ends("def Total(x):\n    pass\n", Verdict.MISSING, "total([1])", "Total"),
    ),
]


def test_a_name_of_the_guest_is_used_where_the_code_does_not_show_it() -> None:
    made = ends("globals()['totl'] = sum\n", Verdict.MISSING, "total([1])", "totl")
    assert told(made).values == {"near": "totl", "name": "total"}
    assert told(made, shown=False).values == {"name": "total"}
