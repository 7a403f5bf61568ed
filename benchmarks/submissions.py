"""A hundred members hand in an answer within one second, to the bot as a real process: benchmarks/submissions.py

Every answer has to be acknowledged within half a second, and all of them graded. The floor, of the same run, is
an interaction that the bot answers without any work of its own while it is idle.
"""

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bot.curriculum.loader import load
from tests.standin import TOKEN, Answer, StandIn

MEMBERS = 100
SPREAD = 1.0  # seconds in which they all press the button
ACKNOWLEDGED = 0.5
CHALLENGE = "challenge.tidy-guest-name"


async def main() -> int:
    """Measure, print, and end with 1 if a limit is missed."""
    with tempfile.TemporaryDirectory() as folder:
        async with StandIn() as discord:
            settings = {"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": discord.api_url}
            settings["DATABASE_PATH"] = str(Path(folder, "bot.db"))
            bot = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", cwd=ROOT, env=os.environ | settings, stderr=asyncio.subprocess.DEVNULL
            )
            try:
                await asyncio.wait_for(discord.connected(), 30)
                await asyncio.sleep(3)  # the workers of the sandbox start
                return await _measure(discord)
            finally:
                bot.terminate()
                await bot.wait()


async def _measure(discord: StandIn) -> int:
    idle = [(await discord.slash("run")).seconds for _ in range(5)]
    code = load(ROOT / "content").challenges[CHALLENGE].solution
    begin = asyncio.get_running_loop().time()
    answers = await asyncio.gather(*(_hand_in(discord, number, code) for number in range(MEMBERS)))
    verdicts = await asyncio.gather(*(answer.edited(60) for answer in answers))
    graded = asyncio.get_running_loop().time() - begin
    waits = sorted(answer.seconds for answer in answers)
    solved = sum("Solved on attempt 1" in verdict.text for verdict in verdicts)
    while solved < MEMBERS and graded < 60:  # those that were first told how long they wait
        verdicts = await asyncio.gather(*(_next(a, v) for a, v in zip(answers, verdicts, strict=True)))
        solved = sum("Solved on attempt 1" in verdict.text for verdict in verdicts)
        graded = asyncio.get_running_loop().time() - begin
    print(f"idle: an interaction without work is answered after {median(idle) * 1000:.0f} ms")
    print(f"acknowledged: median {median(waits) * 1000:.0f} ms, slowest {waits[-1] * 1000:.0f} ms", end="")
    print(f" (at most {ACKNOWLEDGED * 1000:.0f} ms), slowest / idle {waits[-1] / median(idle):.1f}")
    print(f"graded: {solved} of {MEMBERS} after {graded:.1f} s")
    return 0 if solved == MEMBERS and waits[-1] <= ACKNOWLEDGED else 1


async def _next(answer: Answer, verdict: Answer) -> Answer:
    return verdict if "Solved on attempt 1" in verdict.text else await answer.edited(60)


async def _hand_in(discord: StandIn, number: int, code: str) -> Answer:
    await asyncio.sleep(SPREAD * number / MEMBERS)
    member = str(500000000000000000 + number)
    return await discord.send_form(f"challenge:answer:{member}:{CHALLENGE}", member, within=30, code=code)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
