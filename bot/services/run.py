"""/run: a member's program in the sandbox, once, with nothing stored."""

import asyncio

from bot.domain.challenge import Check, Relation
from bot.domain.explain import Explanation, explain
from bot.domain.pasted import code_block_in
from bot.domain.verdict import Outcome, Verdict
from bot.errors import UserError
from bot.grader import Grader, GraderError, QueueFullError
from bot.services.grading import check_code

NO_CHECK = Check("", Relation.OUTPUTS, "")


async def run_code(grader: Grader, user_id: int, text: str, stdin: str) -> tuple[Outcome, Explanation | None]:
    """Run a program when it is the member's turn; what came of it, and in plain words why it did not end well.

    Raises UserError for no code, and when too many wait.
    """
    code = check_code(text)
    try:
        outcome = await grader.run(user_id, code, stdin)
    except QueueFullError:
        raise UserError("Very many programs are waiting right now. Try again in a few minutes.") from None
    except GraderError:
        raise UserError("The sandbox that runs programs isn't there right now. Try again later.") from None
    if outcome.verdict is Verdict.PASSED:
        return outcome, None
    return outcome, await asyncio.to_thread(explain, code, NO_CHECK, outcome, shown=True)


def code_in(message: str) -> str:
    """The code block of somebody's message. Raises UserError when there is none."""
    code = code_block_in(message)
    if code is None:
        raise UserError("There is no code block in that message. Code stands between two lines of three back-ticks.")
    return code
