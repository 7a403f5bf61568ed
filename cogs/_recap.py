"""The screens of the weekly recap, and the buttons on it that everybody may press."""

from collections.abc import Sequence

import discord

from bot.client import Interaction
from bot.domain.guild import Post
from bot.i18n import _, ngettext
from bot.services.recap import Favourite, GuildWeek, Solution, solutions_of_week
from bot.services.weekly_report import own_report
from cogs._daily import Door
from cogs._weekly_report import report_picture, report_screen
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import GREEN, Block, Screen, defer, show
from cogs.ui.words import code_block

NAMES = 5  # of those who shared something


class WeekShared(PersistentButton, custom_id="recap:shared:{day}"):
    """To the solutions of the week before a day that their authors chose to show."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them, each covered until one presses it."""
        bot = interaction.client
        found = await solutions_of_week(bot.db, bot.curriculum, interaction.guild_id, self.state["day"])
        covered = [
            f"**{solution.challenge.title}** · <@{solution.user_id}>\n{code_block(solution.code)}" for solution in found
        ]
        heading = (
            _("## Shared solutions of the week") if covered else _("Nobody shows a solution of that week any more.")
        )
        await show(interaction, Screen(heading, covered=covered))


class OwnWeek(PersistentButton, custom_id="recap:mine:{day}"):
    """From the recap of everybody to one's own last seven days, for whoever presses it."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them to this member alone."""
        bot, user = interaction.client, interaction.user.id
        report = await own_report(bot.db, bot.curriculum, user, discord.utils.utcnow())
        if report.empty:
            said = _("Your last seven days are still open. One small exercise would begin them.")
            await show(interaction, Screen(said, [navigation.open_suggestions(user, GREEN)]))
            return
        await defer(interaction)
        await show(interaction, report_screen(report, await report_picture(bot, report), user))


def recap_screen(post: Post, week: GuildWeek) -> Screen:
    """The recap as everybody sees it."""
    heading = _("## The week from {first} to {last}").format(first=week.first, last=week.last)
    if post.late:
        heading += "\n" + _("-# A little late today.")
    row: list[PersistentButton] = [OwnWeek(_("My own week"), day=post.day)]
    if week.solutions:
        row.insert(0, WeekShared(_("Shared solutions"), day=post.day))
    if week.favourite:
        door = Door(_("Try it too"), style=GREEN, day=week.favourite.day, band=week.favourite.band.value)
        return Screen(heading, *_texts(week), [door, *row])
    return Screen(heading, *_texts(week), row)


def _texts(week: GuildWeek) -> list[Block]:
    texts: list[Block] = [_counts(week.tried, week.solved)]
    if week.favourite:
        texts.append(_favourite(week.favourite))
    if week.solutions:
        texts.append(_sharers(week.solutions))
    if week.firsts:
        lines = [
            _("<@{member}>: {title}").format(member=user, title=challenge.title) for user, challenge in week.firsts
        ]
        texts.append("\n".join([_("**The very first one solved**"), *lines]))
    return texts


def _favourite(favourite: Favourite) -> str:
    title = _("**Challenge of the week: {title}**").format(title=favourite.challenge.title)
    counts = _counts(favourite.tried, favourite.solved)
    facts = _("level {level} · about {minutes} min").format(
        level=favourite.challenge.level, minutes=favourite.challenge.minutes
    )
    return f"{title}\n{counts}\n-# {facts}"


def _sharers(solutions: Sequence[Solution]) -> str:
    """Who shared solutions, and of what."""
    sharers = list(dict.fromkeys(solution.user_id for solution in solutions))
    names = ", ".join(f"<@{sharer}>" for sharer in sharers[:NAMES])
    if (more := len(sharers) - NAMES) > 0:
        names = ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=names, count=more)
    titles = ", ".join(dict.fromkeys(solution.challenge.title for solution in solutions))
    return _("**Solutions to learn from**, shared by {names}: {titles}").format(names=names, titles=titles)


def _counts(tried: int, solved: int) -> str:
    parts = (
        ngettext("{count} member tried", "{count} members tried", tried).format(count=tried),
        ngettext("{count} solved", "{count} solved", solved).format(count=solved),
    )
    return " · ".join(parts)
