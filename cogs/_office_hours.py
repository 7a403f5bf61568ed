"""Office hours: an event of the server at a moment that somebody typed by the server's clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from discord.http import Route

from bot.client import LearnBot
from bot.domain.guild_settings import GuildSettings
from bot.errors import UserError
from bot.i18n import _
from cogs.ui.once import UncertainError, make_once
from cogs.ui.turns import Turns
from cogs.ui.words import plain

SHORTEST, LONGEST = 10, 8 * 60  # minutes
FARTHEST = timedelta(days=365)
FORMAT = "%Y-%m-%d %H:%M"

Place = discord.VoiceChannel | discord.StageChannel


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """What is announced: a title, and from when to when (UTC)."""

    title: str
    begin: datetime
    end: datetime


def office_hours(settings: GuildSettings, title: str, at: str, minutes: int, now: datetime) -> OfficeHours:
    """What was typed, by the server's clock. Raises UserError for what is no moment, or past, or takes too long."""
    zone = settings.calendar.zone
    try:
        begin = datetime.strptime(at.strip(), FORMAT).replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        example = (now.astimezone(zone) + timedelta(days=2)).strftime(f"{FORMAT[:8]} 18:00")
        raise UserError("“{at}” isn't a day and a time. Write {example}.", at=at[:60], example=example) from None
    if not now < begin < now + FARTHEST:
        raise UserError("Office hours begin within a year from now, and {at} isn't. Choose a day to come.", at=at[:60])
    if not SHORTEST <= minutes <= LONGEST:
        raise UserError(
            "Office hours take {least} to {most} minutes. Choose a number in between.", least=SHORTEST, most=LONGEST
        )
    return OfficeHours(title.strip() or _("Office hours"), begin, begin + timedelta(minutes=minutes))


class Announcer:
    """Makes events, one after the other in a guild: two who announce the same at once make one."""

    def __init__(self, bot: LearnBot) -> None:
        self.bot = bot
        self._turns = Turns()

    async def announce(self, guild: discord.Guild, planned: OfficeHours, place: Place | None, where: str) -> str:
        """Make an event, unless it is there, and return its link: in a voice or stage channel, or at a place in words.

        Raises UserError when I may not, or when nobody knows whether it was made.
        """
        async with self._turns.of(guild.id):
            return await _announce(self.bot, guild, planned, place, where)


async def _announce(bot: LearnBot, guild: discord.Guild, planned: OfficeHours, place: Place | None, where: str) -> str:
    allowed = (place.permissions_for(guild.me) if place else guild.me.guild_permissions).manage_events
    if not (allowed or guild.me.guild_permissions.create_events):
        raise UserError("I lack the permission to create events. Give it to me and try again.")
    there = await _find(guild, planned)
    if there:
        return there.url
    try:
        return await _make(bot, guild, planned, place, where)
    except UncertainError:
        there = await _find(guild, planned)
        if there is None:
            raise UserError(
                "Discord didn't say whether it made the event. Type the command again in a minute: I look first "
                "whether it is there."
            ) from None
        return there.url


async def _find(guild: discord.Guild, planned: OfficeHours) -> discord.ScheduledEvent | None:
    """The event of this name at this moment that I made."""
    events = await guild.fetch_scheduled_events(with_counts=False)
    return next(
        (
            event
            for event in events
            if event.creator_id == guild.me.id and event.name == planned.title and event.start_time == planned.begin
        ),
        None,
    )


async def _make(bot: LearnBot, guild: discord.Guild, planned: OfficeHours, place: Place | None, where: str) -> str:
    fields: dict[str, Any] = {
        "name": planned.title,
        "scheduled_start_time": planned.begin.isoformat(),
        "scheduled_end_time": planned.end.isoformat(),
        "privacy_level": discord.PrivacyLevel.guild_only.value,
    }
    if place:
        stage = isinstance(place, discord.StageChannel)
        kind = discord.EntityType.stage_instance if stage else discord.EntityType.voice
        fields |= {"entity_type": kind.value, "channel_id": str(place.id)}
    else:
        kind = discord.EntityType.external
        fields |= {"entity_type": kind.value, "entity_metadata": {"location": where[:100]}}
    made = await make_once(bot, Route("POST", "/guilds/{guild_id}/scheduled-events", guild_id=guild.id), fields)
    return f"https://discord.com/events/{guild.id}/{made}"


def announced_text(planned: OfficeHours, url: str) -> str:
    """That it stands among the server's events, and when everybody's own clock says it is."""
    begin, end = int(planned.begin.timestamp()), int(planned.end.timestamp())
    said = _("**{title}** stands among the server's events: <t:{begin}:F> to <t:{end}:t>.\n{url}")
    return said.format(title=plain(planned.title), begin=begin, end=end, url=url)
