"""An apply: step by step, each noted before and after, until the guild is as described or something is in the way."""

import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

import discord

from bot.client import DISCORD_IS_AWAY, LearnBot
from bot.domain.server import ChannelKind
from bot.domain.setup import Action, Note, Opened, Step, Thing
from bot.errors import UserError
from bot.scheduler import run_in
from bot.services.setup import (
    Planned,
    begin,
    claim,
    confirm,
    end,
    ids_of,
    load_records,
    plan_setup,
    release,
    settle,
    unfinished,
)
from cogs._setup_guild import NO_SUCH_KIND, change, make, snapshot_of, write_onboarding
from cogs.ui.once import UncertainError, is_refusal

log = logging.getLogger(__name__)

NAME = "Setup"
RETRY = timedelta(minutes=10)
TRIES = 4  # in a row in which nothing could be done
ROUNDS = 20


class Sites:
    """The guilds in which something is being made or removed: one work at a time in each."""

    def __init__(self) -> None:
        self._busy: set[int] = set()

    @contextmanager
    def alone_in(self, guild_id: int) -> Iterator[None]:
        """Work in a guild. Raises UserError while something else is under way there."""
        if guild_id in self._busy:
            raise UserError("I am at work here already. Type /setup plan in a minute to see how far I am.")
        self._busy.add(guild_id)
        try:
            yield
        finally:
            self._busy.discard(guild_id)


def sites_of(bot: LearnBot) -> Sites:
    """Where something is under way."""
    cog: Any = bot.get_cog(NAME)
    sites: Sites = cog.sites
    return sites


class Ending(StrEnum):
    """How an apply ended. After `away` it goes on by itself."""

    DONE = "done"
    PROBLEMS = "problems"
    FORBIDDEN = "forbidden"
    REFUSED = "refused"
    AWAY = "away"


@dataclass
class Progress:
    """How far an apply is: steps done, steps still known, and the one at which it stands or ended."""

    planned: Planned | None = None
    done: int = 0
    left: int = 0
    step: Step | None = None
    ending: Ending | None = None
    words: str = ""
    no_forum: list[str] = field(default_factory=list)
    onboarding_failed: bool = False
    opened: tuple[Opened, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the plan leaves out."""
        return self.planned.plan.notes if self.planned else ()


Tell = Callable[[Progress], Awaitable[None]]


async def nobody(_progress: Progress) -> None:
    """Tell nobody how far it is."""


async def apply(bot: LearnBot, guild: discord.Guild, user_id: int | None, tell: Tell = nobody) -> Progress:
    """Make a guild as described, and say how it ended; what was done is kept, however it ends."""
    progress = Progress()
    await begin(bot.db, guild.id, discord.utils.utcnow())
    try:
        progress.ending = await _rounds(bot, guild, progress, tell)
    except discord.Forbidden as error:
        progress.ending, progress.words = Ending.FORBIDDEN, error.text
    except discord.HTTPException as error:
        progress.ending = Ending.REFUSED if is_refusal(error) else Ending.AWAY
        progress.words = error.text
    except DISCORD_IS_AWAY as error:
        progress.ending, progress.words = Ending.AWAY, str(error)
    except UserError:
        await end(bot.db, guild.id)  # nothing is to go on by itself
        raise
    log.info("Guild %s: /setup ended %s after %s steps %s", guild.id, progress.ending, progress.done, progress.words)
    if progress.ending is Ending.DONE and progress.planned:
        await settle(bot.db, progress.planned, user_id, discord.utils.utcnow())
    if progress.ending is not Ending.AWAY:
        await end(bot.db, guild.id)
    return progress


async def resume(bot: LearnBot, guild_id: int) -> None:
    """Go on in a guild where an apply has not ended, unless that is being done."""
    guild = bot.get_guild(guild_id)
    if guild is None or guild.me is None or guild_id not in await unfinished(bot.db):
        return
    try:
        with sites_of(bot).alone_in(guild_id):
            progress = await apply(bot, guild, None)
    except UserError as error:
        log.info("Guild %s: /setup does not go on now: %s", guild_id, error)
        return
    if progress.ending is Ending.AWAY:
        go_on_later(bot, guild_id)


def go_on_later(bot: LearnBot, guild_id: int) -> None:
    """Go on when Discord may be there again."""
    run_in(bot.scheduler, RETRY, resume, bot, guild_id, name=f"setup: {guild_id}")


async def _rounds(bot: LearnBot, guild: discord.Guild, progress: Progress, tell: Tell) -> Ending:
    """Plan and do, again after every doubt, until nothing is left to do."""
    in_vain = 0
    for _ in range(ROUNDS):
        planned = progress.planned = await plan_setup(bot.db, bot.curriculum, await snapshot_of(bot, guild))
        steps = [s for s in planned.plan.steps if s.thing is not Thing.ONBOARDING or not progress.onboarding_failed]
        if planned.plan.problems:
            return Ending.PROBLEMS
        progress.opened = progress.opened or planned.plan.opened
        if not steps:
            return Ending.DONE
        before = progress.done
        try:
            await _do_all(bot, guild, progress, steps, tell)
        except UncertainError:
            in_vain = in_vain + 1 if progress.done == before else 0
            log.warning("Guild %s: whether %s was made isn't known yet", guild.id, progress.step)
            if in_vain == TRIES:
                return Ending.AWAY
    return Ending.AWAY


async def _do_all(bot: LearnBot, guild: discord.Guild, progress: Progress, steps: list[Step], tell: Tell) -> None:
    progress.left = len(steps)
    for step in steps:
        progress.step = step
        await tell(progress)
        await _do(bot, guild, progress, step)
        progress.done += 1
        progress.left -= 1


async def _do(bot: LearnBot, guild: discord.Guild, progress: Progress, step: Step) -> None:
    """Do one step: claimed before the request, noted after it, released when Discord certainly refused."""
    planned = progress.planned
    assert planned is not None
    if step.thing is Thing.ONBOARDING:
        await _write_onboarding(bot, guild, progress, step)
        return
    there = step.action in (Action.ADOPT, Action.FOUND)
    look = step.look if there else await claim(bot.db, planned, step, discord.utils.utcnow())
    number = step.target or 0
    try:
        if step.action is Action.CREATE:
            number = await make(bot, planned.snapshot, step, look)
            if look.tags:
                await change(bot, planned.snapshot, step.thing, number, look, ("tags",))
        elif step.action is Action.CHANGE:
            await change(bot, planned.snapshot, step.thing, number, look, step.fields)
    except discord.HTTPException as error:
        if not number:
            await release(bot.db, guild.id, step)
        if error.code != NO_SUCH_KIND or look.kind != ChannelKind.FORUM:
            raise
        await _make_text_channel(bot, guild, progress, step)
    else:
        await confirm(bot.db, guild.id, step, look, number, discord.utils.utcnow())


async def _make_text_channel(bot: LearnBot, guild: discord.Guild, progress: Progress, step: Step) -> None:
    """Make a text channel where the guild can have no forum."""
    planned = progress.planned
    assert planned is not None
    instead = replace(step.look, kind=ChannelKind.TEXT, tags=())
    look = await claim(bot.db, planned, replace(step, look=instead), discord.utils.utcnow(), kind=ChannelKind.TEXT)
    try:
        number = await make(bot, planned.snapshot, step, look)
    except discord.HTTPException:
        await release(bot.db, guild.id, step)
        raise
    progress.no_forum.append(look.name)
    await confirm(bot.db, guild.id, step, look, number, discord.utils.utcnow())


async def _write_onboarding(bot: LearnBot, guild: discord.Guild, progress: Progress, step: Step) -> None:
    """Write the onboarding, if Discord takes it; without it, everything else is as good."""
    planned = progress.planned
    assert planned is not None
    look = await claim(bot.db, planned, step, discord.utils.utcnow())
    try:
        await write_onboarding(guild, planned.server, ids_of(await load_records(bot.db, guild.id)))
    except DISCORD_IS_AWAY as error:
        log.info("Guild %s: the onboarding could not be written: %s", guild.id, error)
        progress.onboarding_failed = True
        if isinstance(error, discord.HTTPException) and error.status < 500:
            await release(bot.db, guild.id, step)
        return
    await confirm(bot.db, guild.id, step, look, guild.id, discord.utils.utcnow())
