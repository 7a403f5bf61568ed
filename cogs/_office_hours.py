"""Office hours: an event of the server at a moment that somebody typed by the server's clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import discord

from bot.domain.guild_settings import GuildSettings
from bot.errors import UserError
from bot.i18n import _
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


async def announce(
    guild: discord.Guild, planned: OfficeHours, place: Place | None, where: str
) -> discord.ScheduledEvent:
    """Make the event: in a voice or stage channel, or at a place in words. Raises UserError when I may not."""
    allowed = (place.permissions_for(guild.me) if place else guild.me.guild_permissions).manage_events
    if not (allowed or guild.me.guild_permissions.create_events):
        raise UserError("I lack the permission to create events. Give it to me and try again.")
    details: dict[str, Any] = {"location": where[:100], "entity_type": discord.EntityType.external}
    if place:
        stage = isinstance(place, discord.StageChannel)
        kind = discord.EntityType.stage_instance if stage else discord.EntityType.voice
        details = {"channel": place, "entity_type": kind}
    return await guild.create_scheduled_event(
        name=planned.title,
        start_time=planned.begin,
        end_time=planned.end,
        privacy_level=discord.PrivacyLevel.guild_only,
        **details,
    )


def announced_text(planned: OfficeHours, event: discord.ScheduledEvent) -> str:
    """That it stands among the server's events, and when everybody's own clock says it is."""
    begin, end = int(planned.begin.timestamp()), int(planned.end.timestamp())
    said = _("**{title}** stands among the server's events: <t:{begin}:F> to <t:{end}:t>.\n{url}")
    return said.format(title=plain(planned.title), begin=begin, end=end, url=event.url)
