"""What tries to get out, to break something or to cheat gains nothing, and the next member doesn't notice."""

import unicodedata
from collections.abc import AsyncIterator, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.challenge import Check, Relation
from bot.domain.verdict import Verdict
from bot.grader import Grader, Limits
from tests.grader.attacks import ATTACKS
from tests.grader.conftest import SECONDS, SECRET

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.xdist_group("sandbox"),
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("secret"),
]
CHECK = Check("answer(20) == 4242", Relation.EQUALS, 4242, expression="answer(20)")
HONEST = "def answer(n):\n    return n * 212 + 2\n"
LONGEST = 20_000
ESCAPED = [Path(folder, "escaped") for folder in ("/tmp", "/work", ".", "..")]


def texts(value: object) -> Iterator[str]:
    """Every text in a report."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


async def test_the_corpus_is_as_large_as_was_promised() -> None:
    assert len(ATTACKS) >= 60


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def grader(cache: Path) -> AsyncIterator[Grader]:
    """A grader that was built and started with a secret in its environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISCORD_TOKEN", SECRET)
        one = Grader(cache, workers=2, limits=Limits(seconds=SECONDS))
        one.start()
        await one.wait_ready()
    yield one
    await one.close()


@pytest.mark.parametrize("name", ATTACKS)
async def test_an_attack_gains_nothing_and_the_next_submission_is_graded(grader: Grader, name: str) -> None:
    report = await grader.grade(1, ATTACKS[name], [CHECK])
    assert report.outcomes[0].verdict not in (Verdict.PASSED, Verdict.NOT_RUN)
    for text in texts(report):
        assert SECRET not in text
        assert len(text) <= LONGEST
        text.encode("utf-8")
        assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert (await grader.grade(2, HONEST, [CHECK])).solved
    assert not [path for path in ESCAPED if path.exists()]


@pytest.mark.parametrize("name", ATTACKS)
async def test_an_attack_run_as_a_program_shows_no_secret(grader: Grader, name: str) -> None:
    if "endless" in name or "wait" in name or "long" in name:
        return  # the other test has waited for it already
    outcome = await grader.run(1, ATTACKS[name])
    assert not [text for text in texts(outcome) if SECRET in text or "root:x:" in text]


async def test_nothing_is_left_behind_for_the_next_run(grader: Grader) -> None:
    await grader.run(1, ATTACKS["next run: leave something behind"])
    look = "import os, builtins\nprint(os.path.exists('/tmp/left'), dict(os.environ), hasattr(builtins, 'answer'))"
    assert (await grader.run(1, look)).printed == "False {} False\n"
