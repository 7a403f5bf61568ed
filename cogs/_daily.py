"""The screens of the challenge of the day, and the buttons on them that everybody may press."""

from collections.abc import Collection
from datetime import date, timedelta

import discord

from bot.client import Interaction
from bot.domain.daily import Band, Daily
from bot.domain.guild import Post
from bot.errors import UserError
from bot.i18n import _, ngettext
from bot.services.daily import Recap, Result, of_day, shared_solutions
from cogs._challenge import kind_name
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import GREEN, Block, Screen, show
from cogs.ui.words import code_block

NAMES = 5  # of those who shared, so that the post stays a post of today


class Door(PersistentButton, custom_id="daily:door:{day}:{band}"):
    """Under the post of a day: to the challenge of one difficulty, for whoever presses it."""

    async def pressed(self, interaction: Interaction) -> None:
        """Offer the challenge to this member alone."""
        challenges = of_day(interaction.client.curriculum, interaction.guild_id, self.state["day"]).challenges
        ahead = self.state["day"] > str(discord.utils.utcnow().date() + timedelta(days=1))
        if ahead or self.state["band"] not in tuple(Band):
            raise UserError("This is from an older version of me and no longer works. Type /daily for today's.")
        challenge = challenges[Band(self.state["band"])]
        row = [navigation.open_challenge(interaction.user.id, challenge.id, _("Open it"), GREEN)]
        facts = _("level {level} · {kind} · about {minutes} min").format(
            level=challenge.level, kind=kind_name(challenge.kind), minutes=challenge.minutes
        )
        await show(interaction, Screen(f"## {challenge.title}\n{facts}", row))


class SharedSolutions(PersistentButton, custom_id="daily:shared:{day}"):
    """Under the results of a day: to the solutions that their authors chose to show."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them, each covered until one presses it."""
        bot = interaction.client
        found = await shared_solutions(bot.db, bot.curriculum, interaction.guild_id or 0, self.state["day"])
        covered = [
            f"**{result.challenge.title}** · <@{author}>\n{code_block(code)}"
            for result in found
            for author, code in result.shared
        ]
        heading = _("## Shared solutions") if covered else _("Nobody has shared a solution of that day yet.")
        await show(interaction, Screen(heading, covered=covered))


def daily_text(daily: Daily, day: date, *, late: bool = False) -> list[str]:
    """The day's theme and its three doors."""
    names = band_names()
    theme = daily.theme.replace("-", " ")
    heading = _("## Daily challenge · {day} · {theme}").format(day=day.isoformat(), theme=theme)
    if late:
        heading += "\n" + _("-# A little late today.")
    lines = [
        f"**{names[band]}:** {challenge.title}\n"
        + _("-# {kind} · about {minutes} min").format(kind=kind_name(challenge.kind), minutes=challenge.minutes)
        for band, challenge in daily.challenges.items()
    ]
    return [heading, _("Three doors to one theme; pick the one that fits.\n{doors}").format(doors="\n".join(lines))]


def band_names() -> dict[Band, str]:
    """The difficulties in words."""
    return {Band.FOUNDATIONS: _("Foundations"), Band.BUILDER: _("Builder"), Band.ARCHITECT: _("Architect")}


def post_screen(post: Post, daily: Daily, recap: Recap | None, roles: Collection[int]) -> Screen:
    """The post in the guild's channel; `roles` are mentioned in it."""
    doors = [Door(name, day=post.day, band=band.value) for band, name in band_names().items()]
    heading, doors_text = daily_text(daily, post.day, late=post.late)
    mentioned = " ".join(f"<@&{role}>" for role in roles)
    heading += f"\n{mentioned}" if mentioned else ""
    return Screen(heading, doors_text, doors, *(_recap(recap) if recap else ()))


def results_screen(post: Post, daily: Daily, found: tuple[Result, ...]) -> Screen:
    """The post of a day that is over: how many tried and solved, the model solutions, and what was shared."""
    names = band_names()
    lines = [
        f"**{names[result.band]}:** {result.challenge.title} · {_counts(result.tried, result.solved)}"
        for result in found
    ]
    doors = [Door(name, day=post.day, band=band.value) for band, name in names.items()]
    model = _("Model solution: {title}")
    covered = [
        f"**{model.format(title=result.challenge.title)}**\n{code_block(result.challenge.solution)}" for result in found
    ]
    heading = daily_text(daily, post.day)[0]
    ended = _("This day is over. The model solutions are below, covered; the doors stay open.")
    return Screen(
        heading,
        "\n".join([ended, *lines]),
        [*doors, SharedSolutions(_("Shared solutions"), day=post.day)],
        covered=covered,
    )


def _recap(recap: Recap) -> list[Block]:
    """The day before in a line or two, and the way to what was shared."""
    text = _("-# Yesterday: {counts}").format(counts=_counts(recap.tried, recap.solved))
    if not recap.sharers:
        return [text]
    names = ", ".join(f"<@{sharer}>" for sharer in recap.sharers[:NAMES])
    if (more := len(recap.sharers) - NAMES) > 0:
        names = ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=names, count=more)
    text += "\n" + _("-# Solutions shared by {names}").format(names=names)
    return [text, [SharedSolutions(_("Yesterday's solutions"), day=recap.day)]]


def _counts(tried: int, solved: int) -> str:
    parts = ngettext("{count} tried", "{count} tried", tried), ngettext("{count} solved", "{count} solved", solved)
    return " · ".join(part.format(count=count) for part, count in zip(parts, (tried, solved), strict=True))
