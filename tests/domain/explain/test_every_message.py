"""What every message keeps to, and what some of them say word for word."""

import re
import string

import pytest

from tests.conftest import ROOT
from tests.domain.explain import limits, names, test_missing, texts
from tests.domain.explain.attempts import Try, told, words
from tests.domain.explain.every_program import ALL


def test_every_rule_has_a_program() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "bot/domain/explain").glob("*.py")))
    keys = re.compile(
        r'(?:say\(\s*|Pattern\(\s*|yield )"([a-z0-9-]+)"|\n    \(\n        (?:r?"[^\n]+",\n        )?"([a-z0-9-]+)",\n'
    )
    assert {key for found in keys.finditer(source) if (key := found[1] or found[2])} - {
        rule for rule, _ in ALL
    } == set()


@pytest.mark.parametrize(("rule", "attempt"), ALL, ids=[rule for rule, _ in ALL])
def test_every_message_is_plain_kind_and_complete(rule: str, attempt: Try) -> None:
    for shown in (True, False):
        explanation = told(attempt, shown=shown)
        fields = {name for _, name, _, _ in string.Formatter().parse(explanation.message) if name is not None}
        assert fields == set(explanation.values), "every field has its value, and no value stands idle"
        text = words(explanation)
        assert "!" not in explanation.message
        assert 20 < len(text) < 420
        assert len(re.findall(r"[.?](?: |$)", text)) <= 3
        assert not re.search(r"\b(?:wrong|bad|stupid|obviously|simply|failed)\b", explanation.message)
        concept = explanation.concept
        assert concept is None or (ROOT / "content/concepts" / f"{concept.removeprefix('concept.')}.yaml").exists()


def test_a_message_names_what_it_is_about() -> None:
    assert (
        words(told(names.PROGRAMS["name-near"]))
        == "Python doesn't know `totl` on line 2 of your code. Did you mean `total`?"
    )
    near = words(told(test_missing.PROGRAMS["missing-near"]))
    assert near == "You defined `totl`; the task asks for `total`. Could you make the two names the same?"
    assert "line 3 of your code" in words(told(limits.PROGRAMS["loop-unchanged"]))
    assert "`n`" in words(told(limits.PROGRAMS["loop-unchanged"]))
    assert words(told(texts.PROGRAMS["wrong-answer"])).startswith("Your code answers `21`, and `49` is wanted.")
