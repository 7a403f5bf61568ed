"""Where no rule has anything to say."""

from bot.domain.verdict import Verdict
from tests.domain.explain.attempts import RETURN, ends

PROGRAMS = {
    "unknown": ends(RETURN, Verdict.PASSED),
}
