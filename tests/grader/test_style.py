"""Remarks on style are few, useful, and show the better line."""

import pytest

from bot.domain.style import PLAIN
from bot.grader.style import MAX_REMARKS, RULES, Remark, style


@pytest.mark.parametrize(
    ("code", "rule", "line", "better"),
    [
        ("def f(x):\n    if x == None:\n        return 1\n", "E711", 2, "    if x is None:"),
        ("import os\n\n\ndef f():\n    return 1\n", "F401", 1, ""),
        ("def f(x):\n    if x == True:\n        return 1\n", "E712", 2, "    if x:"),
        ("def f(d):\n    return 1 in d.keys()\n", "SIM118", 2, "    return 1 in d"),
        ("def f(x):\n    if x > 1:\n        return True\n    return False\n", "SIM103", 2, "    return x > 1"),
        ("def f(x):\n    return list([y for y in x])\n", "C411", 2, "    return [y for y in x]"),
        ("def f(é, x):\n    return é, not x in é\n", "E713", 2, "    return é, x not in é"),
        ("def f():\n    return f'hi'\n", "F541", 2, "    return 'hi'"),
        ("def addNumbers(x):\n    return x\n", "N802", 1, None),
        ("try:\n    x = 1\nexcept:\n    x = 2\n", "E722", 3, None),
        ("def f(x=[]):\n    return x\n", "B006", 1, "def f(x=None):\n    if x is None:\n        x = []"),
    ],
)
async def test_a_remark_names_the_line_and_shows_a_better_one(
    code: str, rule: str, line: int, better: str | None
) -> None:
    found = {remark.code: remark for remark in await style(code)}
    assert (found[rule].line, found[rule].better) == (line, better)
    assert found[rule].message


async def test_there_are_at_most_three_and_likely_mistakes_come_first() -> None:
    code = "import os, sys\ndef F(l=[], m={}):\n    if l == None or l == True:\n        return True\n    return False\n"
    remarks = await style(code)
    assert [remark.code for remark in remarks] == ["B006", "E711", "E712"]
    assert len(remarks) == MAX_REMARKS


@pytest.mark.parametrize(
    "code",
    ["", "x = 1\n", "def f(:\n", "\0", "x = '\ud800'", "# " + "x" * 4000, "# ruff: noqa\nimport os\n", "é = 1\n"],
)
async def test_good_code_and_what_is_no_code_get_none(code: str) -> None:
    assert await style(code) == []


async def test_every_rule_exists_in_the_ruff_that_is_installed() -> None:
    assert len(set(RULES)) == len(RULES)
    assert all(isinstance(remark, Remark) for remark in await style("import os\n"))


def test_every_remark_has_plain_words() -> None:
    assert set(RULES) == set(PLAIN)
