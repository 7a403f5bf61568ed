"""A hundred members hand in an answer within one second, to the bot as a real process: benchmarks/submissions.py

Every answer has to be acknowledged within half a second, and all of them graded. Until they are, everybody else is
served: an interaction that the bot answers without any work of its own is tried again and again, and none may take
more than 50 ms longer than the floor, the median of the same while the bot is idle, in the same run.
"""

import asyncio
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bot.curriculum.loader import load
from tests.standin import TOKEN, Answer, StandIn

MEMBERS = 100
SPREAD = 1.0  # seconds in which they all press the button
ACKNOWLEDGED = 0.5  # seconds
STALL = 0.05  # seconds
BEAT = 0.015  # seconds from one interaction without work to the next
IDLE_PINGS = 20
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
    code = load(ROOT / "content").challenges[CHALLENGE].solution
    idle = median([(await discord.slash("run")).seconds for _ in range(IDLE_PINGS)])
    pings: list[asyncio.Task[Answer]] = []
    pinging = asyncio.create_task(_ping(discord, pings))
    begin = asyncio.get_running_loop().time()
    waits, solved = await _grade(discord, code)
    graded = asyncio.get_running_loop().time() - begin
    pinging.cancel()
    stalls = sorted(answer.seconds for answer in await asyncio.gather(*pings))
    print(f"idle: an interaction without work is answered after {_ms(idle)}")
    print(f"acknowledged: median {_ms(median(waits))}, slowest {_ms(waits[-1])} (at most {_ms(ACKNOWLEDGED)})", end="")
    print(f", slowest / idle {waits[-1] / idle:.1f}")
    print(f"graded: {solved} of {MEMBERS} after {graded:.1f} s")
    print(f"meanwhile {len(stalls)} interactions without work: median {_ms(median(stalls))}", end="")
    print(f", slowest {_ms(stalls[-1])} (at most {_ms(idle + STALL)})")
    good = solved == MEMBERS and waits[-1] <= ACKNOWLEDGED and stalls[-1] <= idle + STALL
    return 0 if good else 1


async def _ping(discord: StandIn, pings: list[asyncio.Task[Answer]]) -> None:
    """Act without any work for the bot, in a steady beat, whether it answers or not; until cancelled."""
    while True:
        pings.append(asyncio.create_task(discord.slash("run", within=30)))
        await asyncio.sleep(BEAT)


async def _grade(discord: StandIn, code: str) -> tuple[list[float], int]:
    """Let all members hand in: the seconds until each was acknowledged, sorted, and how many have solved it."""
    answers = await asyncio.gather(*(_hand_in(discord, number, code) for number in range(MEMBERS)))
    solved = sum(await asyncio.gather(*map(_is_solved, answers)))
    return sorted(answer.seconds for answer in answers), solved


async def _is_solved(answer: Answer) -> bool:
    """Whether the verdict says so; before it, some are told how long they wait."""
    with suppress(TimeoutError):
        async with asyncio.timeout(60):
            while "Solved on attempt 1" not in (await answer.edited(60)).text:
                pass
            return True
    return False


async def _hand_in(discord: StandIn, number: int, code: str) -> Answer:
    await asyncio.sleep(SPREAD * number / MEMBERS)
    member = str(500000000000000000 + number)
    return await discord.send_form(f"challenge:answer:{member}:{CHALLENGE}", member, within=30, code=code)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
