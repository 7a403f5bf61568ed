"""Sending the messages of the day: steadily, at most once each, in the background, whatever Discord answers."""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.client import DISCORD_IS_AWAY, LearnBot
from bot.domain.reminder import Claim
from bot.i18n import speak
from bot.services.remind import BATCH, Batch, claim_due, confirm, decide, doubtful_claims, give_up, postpone, release
from bot.services.reminder import Reminder
from cogs._reminder import ids_of, marks_of, message_screen
from cogs._weekly_report import report_picture
from cogs.ui.layout import Picture

log = logging.getLogger(__name__)

PAUSE = 0.1  # seconds from one message to the next; each takes up to two of the fifty requests a second for all
SLOWEST = 10.0
REST = 5.0  # seconds of silence once Discord has said that it goes too fast
SENDERS = 4  # messages under way at once, since each answer takes a while
PATIENCE = 5  # attempts at a message while Discord says that it goes too fast
PROBE = 3  # messages that are tried when Discord may still be away, and failures in a row that mean it is
RETRY = timedelta(minutes=2)
CLOCK_TOLERANCE = timedelta(minutes=2)  # Discord's clock is not ours
TOO_FAST, TOO_MANY_MESSAGES = 429, 40003
NOT_ACCEPTED = 400
UNKNOWN_CHANNEL, UNKNOWN_SERVER, UNKNOWN_MEMBER = 10003, 10004, 10013
NO_ACCESS, CLOSED, NO_PERMISSION, NOBODY_THERE, NO_SERVER_IN_COMMON = 50001, 50007, 50013, 50033, 50278
UNREACHABLE = {
    UNKNOWN_CHANNEL,
    UNKNOWN_SERVER,
    UNKNOWN_MEMBER,
    NO_ACCESS,
    CLOSED,
    NO_PERMISSION,
    NOBODY_THERE,
    NO_SERVER_IN_COMMON,
}


class TooFastError(Exception):
    """Discord asks to go slower; the message was not sent."""


class UnreachableError(Exception):
    """A member cannot be reached; the message was not sent."""


class NotAcceptedError(Exception):
    """Discord takes the message for a wrong one, however often it is tried; it was not sent."""


class TooLateError(Exception):
    """While the message waited for its turn, quiet hours or another day began; it was not sent."""


@dataclass
class Pace:
    """Turns with a pause (in seconds) between them; the pause grows when it is too short, and shrinks again."""

    least: float = PAUSE
    rest: float = REST
    pause: float = PAUSE
    _next: float = 0.0

    async def turn(self) -> None:
        """Wait for the next turn."""
        loop = asyncio.get_running_loop()
        turn = max(loop.time(), self._next)
        self._next = turn + self.pause
        await asyncio.sleep(turn - loop.time())

    def slow_down(self) -> None:
        """Rest, and go on at half the speed."""
        self.pause = min(2 * self.pause, SLOWEST)
        self._next = asyncio.get_running_loop().time() + self.rest

    def speed_up(self) -> None:
        """After a success, come back to the usual speed little by little."""
        self.pause = max(0.9 * self.pause, self.least)


class Wave:
    """Everything that is due, sent one after the other; one wave runs at a time."""

    def __init__(self, bot: LearnBot, pace: Pace | None = None) -> None:
        self.bot = bot
        self.pace = pace or Pace()
        self._task: asyncio.Task[None] | None = None
        self._failures = 0  # in a row
        self._rests_until: datetime | None = None

    def start(self) -> None:
        """Begin, unless one is running."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run(), name="reminders")

    async def finished(self) -> None:
        """Wait until the one that runs has ended."""
        if self._task:
            await asyncio.wait([self._task])

    async def stop(self) -> None:
        """End it where it is; what was claimed is looked for after the next start."""
        if self._task:
            self._task.cancel()
            await self.finished()

    async def _run(self) -> None:
        try:
            await self._send_all()
        except Exception:
            log.exception("The reminders broke off; they go on within a minute")

    async def _send_all(self) -> None:
        if self._rests_until and discord.utils.utcnow() < self._rests_until:
            return
        more = True
        while more and not self._away:
            batch = await claim_due(self.bot.db, discord.utils.utcnow(), PROBE if self._failures else BATCH)
            await self._deliver_all(batch, doubtful=False)
            more = batch.more
        if not self._away:
            await self._deliver_all(await doubtful_claims(self.bot.db, discord.utils.utcnow()), doubtful=True)
        if self._away:
            self._rests_until = discord.utils.utcnow() + RETRY
            self._failures = 1  # from now on, only a few are tried until one arrives
            log.warning("Discord is away; the reminders wait")

    @property
    def _away(self) -> bool:
        return self._failures >= PROBE

    async def _deliver_all(self, batch: Batch, *, doubtful: bool) -> None:
        for user_id, fault in batch.faults.items():
            log.error("Member %s could not be reminded today", user_id, exc_info=fault)
        await self._deliver(batch.claims, doubtful=doubtful)

    async def _deliver(self, claims: Iterable[Claim], *, doubtful: bool) -> None:
        """Send messages, several at once. What is not to be sent is given back at the end."""
        waiting, idle = deque(claims), list[Claim]()

        async def sender() -> None:
            while waiting and not self._away:
                claim = waiting.popleft()
                if not await self._deliver_one(claim, doubtful=doubtful):
                    idle.append(claim)

        async with asyncio.TaskGroup() as senders:
            for _ in range(min(SENDERS, len(waiting))):
                senders.create_task(sender())
        if idle:
            await release(self.bot.db, idle)

    async def _deliver_one(self, claim: Claim, *, doubtful: bool) -> bool:
        """Send one message; False when it is not to be sent today."""
        try:
            if doubtful and await self._found(claim):
                return True
            reminder = await decide(self.bot.db, self.bot.curriculum, claim, discord.utils.utcnow())
            if reminder is None:
                return False
            await self._send_patiently(reminder)
            self._failures = 0
        except UnreachableError as error:
            log.info("Member %s cannot be reminded: %s", claim.user_id, error)
            await give_up(self.bot.db, claim, discord.utils.utcnow())
        except TooLateError:
            await postpone(self.bot.db, claim, discord.utils.utcnow())
        except (*DISCORD_IS_AWAY, TooFastError) as error:
            log.warning("Whether member %s was reminded is not known yet: %s", claim.user_id, error)
            self._failures += 1
            await postpone(self.bot.db, claim, discord.utils.utcnow())
        except Exception:  # a fault of ours about one member: not tried again today, and no harm to the others
            log.exception("Member %s could not be reminded today", claim.user_id)
            return False
        return True

    async def _send_patiently(self, reminder: Reminder) -> None:
        for attempt in range(1, PATIENCE + 1):
            await self.pace.turn()
            if discord.utils.utcnow() >= reminder.until:
                raise TooLateError
            try:
                await self._send(reminder)
            except TooFastError:
                self.pace.slow_down()
                if attempt == PATIENCE:
                    raise
            else:
                self.pace.speed_up()
                return

    async def _send(self, reminder: Reminder) -> None:
        claim = reminder.claim
        speak(reminder.language)
        try:
            channel = await self._channel(claim)
            message = await self._post(channel, reminder)
        except discord.HTTPException as error:
            raise _meaning(error) from error
        await self._note(claim, message.channel, message.id, farewell=reminder.farewell)

    async def _note(self, claim: Claim, channel: Any, message_id: int, *, farewell: bool) -> None:
        """Let a message take the place of the earlier one, and note it; what fails is done when it is found again."""
        if claim.replaced_id:
            with suppress(*DISCORD_IS_AWAY):
                await channel.get_partial_message(claim.replaced_id).delete()
        try:
            await confirm(self.bot.db, claim, channel.id, message_id, farewell=farewell)
        except Exception:
            log.exception("The reminder of member %s was sent and could not be noted", claim.user_id)

    async def _post(self, channel: discord.PartialMessageable, reminder: Reminder) -> discord.Message:
        """Post it; a channel of direct messages that is no longer known is opened again."""
        claim = reminder.claim
        nonce = f"r{claim.message.day:%y%m%d}{claim.message.turn % 100:02}{claim.user_id:x}"
        allowed = discord.AllowedMentions(users=[discord.Object(claim.user_id)])
        screen = message_screen(reminder, await self._picture(reminder))
        sending: dict[str, Any] = {"view": screen, "nonce": nonce[:25], "allowed_mentions": allowed}
        try:
            return await channel.send(files=screen.files, **sending)
        except discord.NotFound as error:
            if error.code != UNKNOWN_CHANNEL or claim.guild_id is not None:
                raise
        opened = await self.bot.create_dm(discord.Object(claim.user_id))
        return await opened.send(files=screen.files, **sending)

    async def _picture(self, reminder: Reminder) -> Picture | None:
        """The picture of a report, for the member's eyes alone."""
        if reminder.report is None or reminder.farewell or reminder.claim.guild_id is not None:
            return None
        return await report_picture(self.bot, reminder.report)

    async def _channel(self, claim: Claim) -> discord.PartialMessageable:
        channel_id = claim.channel_id or (await self.bot.create_dm(discord.Object(claim.user_id))).id
        return self.bot.get_partial_messageable(channel_id, guild_id=claim.guild_id)

    async def _found(self, claim: Claim) -> bool:
        """Whether a message that was claimed, and perhaps sent, is there; then it is confirmed."""
        await self.pace.turn()
        marks = marks_of(claim.user_id, claim.message.day, claim.message.turn)
        try:
            channel = await self._channel(claim)
            async for message in channel.history(limit=None, after=claim.claimed_at - CLOCK_TOLERANCE):
                mine = self.bot.user is not None and message.author.id == self.bot.user.id
                found = ids_of(message) & set(marks) if mine else set()
                if found:
                    await self._note(claim, channel, message.id, farewell=marks[1] in found)
                    return True
        except discord.HTTPException as error:
            if error.code == UNKNOWN_CHANNEL and claim.guild_id is None:
                return False  # it is opened again when the message is sent
            raise _meaning(error) from error
        return False


def _meaning(error: discord.HTTPException) -> Exception:
    """What an answer of Discord means for a message: to go slower, that it is of no use, or that nobody knows.

    A refusal without a reason that is about the member may shut everybody out for a while, and closes no door.
    """
    if error.status == TOO_FAST or error.code == TOO_MANY_MESSAGES:
        return TooFastError(str(error))
    if error.code in UNREACHABLE:
        return UnreachableError(str(error))
    return NotAcceptedError(str(error)) if error.status == NOT_ACCEPTED else error
