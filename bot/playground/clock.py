"""The simulated clock: it follows the real one, as many days ahead as somebody has gone on."""

import asyncio
from datetime import UTC, datetime, timedelta

import simcord
from simcord.backend.errors import SetupError

from bot.client import LearnBot
from bot.services.world import days_ahead, go_on_a_day

PATIENCE_SECONDS = 10
STOPS = timedelta(minutes=15)  # the hours of every time zone begin at one of them


class Clock:
    """Moves the clock of a simulated Discord, which stands still by itself. It never goes back, not by a restart."""

    def __init__(self, env: simcord.Env, bot: LearnBot) -> None:
        self._env = env
        self._bot = bot
        self._goes_on = False
        self._moving = asyncio.Lock()
        self._going_on = asyncio.Lock()
        self.days_ahead = 0

    @property
    def now(self) -> datetime:
        """The simulated moment."""
        return self._env.now()

    async def start(self) -> None:
        """Come to the present, or to where it had gone on to before a restart."""
        self.days_ahead = await days_ahead(self._bot.db)
        await self.follow()

    async def follow(self) -> None:
        """Come to where it should be.

        SimCord raises SetupError while somebody acts, and TimeoutError when the bot is busy; then this is for later.
        """
        async with self._moving:
            if self._goes_on:
                await self._live_through_a_day()
                self._goes_on = False
            await self.advance_to(self._goal)

    async def go_on(self) -> None:
        """Go on by a day. It is kept before it happens: what members do can only be followed by what is later."""
        async with self._going_on:
            self.days_ahead = await go_on_a_day(self._bot.db)
            self._goes_on = True
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._follow_patiently()

    async def advance_to(self, moment: datetime) -> None:
        """Move to a moment, unless it is past.

        The scheduler sleeps meanwhile: SimCord stops at every timer on the way, and a timer of the scheduler, which
        finds that by the real clock its time has not come, is set anew, thousands of times if it is set for soon.
        """
        self._bot.scheduler.pause()
        try:
            await self._env.advance_time(max((moment - self.now).total_seconds(), 0.0))
        finally:
            self._bot.scheduler.resume()

    @property
    def _goal(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=self.days_ahead)

    async def _live_through_a_day(self) -> None:
        """Stop wherever something may be due, and do it then: the jobs themselves are planned by the real clock."""
        while (stop := _next_stop(self.now)) <= self._goal:
            await self.advance_to(stop)
            await self._bot.catch_up()

    async def _follow_patiently(self) -> None:
        while self._goes_on:
            try:
                await self.follow()
            except SetupError:  # another action is under way; wait for that to end
                await asyncio.sleep(0.1)


def _next_stop(moment: datetime) -> datetime:
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + ((moment - midnight) // STOPS + 1) * STOPS
