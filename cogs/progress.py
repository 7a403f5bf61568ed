"""/progress: what is done, the rhythm of the week, and the next step. Private, unless one shares it."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.events import Kind
from bot.domain.streak import Mark
from bot.errors import UserError
from bot.i18n import _, ngettext
from bot.services.progress import Progress, Recent, own_progress, progress_of
from cogs._roadmap import next_text
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import Row, Screen, shortened, show
from cogs.ui.words import ago, bar, deck_name, plain, quiz_name, topics_done


class OpenProgress(PersistentButton, custom_id=navigation.PROGRESS):
    """To the member's own progress."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it."""
        await show(interaction, await own_screen(interaction))


class OpenMine(PersistentButton, custom_id=navigation.OWN_PROGRESS):
    """From somebody's shared progress to one's own, for whoever presses it."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it to them alone."""
        await show(interaction, await own_screen(interaction))


class Share(PersistentButton, custom_id="progress:share:{owner}"):
    """Posts the member's progress where they are."""

    async def pressed(self, interaction: Interaction) -> None:
        """Post it for everybody here."""
        bot = interaction.client
        view = await own_progress(bot.db, bot.curriculum, interaction.user.id, discord.utils.utcnow())
        heading = _("## {name}'s progress").format(name=plain(interaction.user.display_name))
        screen = Screen(heading, *_facts(view), [navigation.open_own_progress()])
        await interaction.response.send_message(view=screen)


async def own_screen(interaction: Interaction) -> Screen:
    """The member's own progress."""
    bot, user = interaction.client, interaction.user.id
    view = await own_progress(bot.db, bot.curriculum, user, discord.utils.utcnow())
    heading = _("## Your progress")
    if view.empty:
        return Screen(heading, _first_steps(started=view.learner.started), next_text(view.next), _beginning(view, user))
    share = Share(_("Share"), owner=user)
    return Screen(
        heading,
        *_facts(view),
        next_text(view.next),
        [navigation.open_next_step(user), navigation.open_roadmap(user), share],
    )


def _beginning(view: Progress, user: int) -> Row:
    if view.learner.started:
        return [navigation.open_next_step(user), navigation.open_roadmap(user)]
    return [navigation.open_start(), navigation.open_roadmap(user)]


def _first_steps(*, started: bool) -> str:
    if started:
        return _("Nothing here yet. Read and try one topic, then mark it done: the first path begins to fill.")
    return _(
        "Nothing here yet. Three steps change that:\n"
        "1. **/start** asks five questions and gives you a first exercise: today counts.\n"
        "2. **Read and try one topic**, then mark it done: the first path begins to fill.\n"
        "3. **Come back tomorrow**: two of your last seven days make the beginning of a rhythm."
    )


def _facts(view: Progress) -> list[str]:
    parts = [rhythm_text(view), _paths_text(view)]
    if view.levels:
        parts.append(_levels_text(view))
    if view.exits:
        parts.append(_exits_text(view))
    if view.recent:
        parts.append(_recent_text(view))
    return parts


def rhythm_text(view: Progress) -> str:
    """The streak as a rhythm: on how many of the last days, then how many in a row."""
    streak = view.streak
    rhythm = ngettext(
        "You practised on **{days} of the last 7 days**.", "You practised on **{days} of the last 7 days**.", 7
    ).format(days=streak.active_days)
    symbols = {Mark.PRACTISED: "●", Mark.FROZEN: "❄", Mark.OFF: "▫", Mark.OPEN: "○"}
    week = " ".join(symbols[mark] for mark in streak.week)
    today = _("Today counts already.") if streak.done_today else _("Today is still open.")
    runs = [
        ngettext("best: {count} day in a row", "best: {count} days in a row", streak.best).format(count=streak.best)
    ]
    if streak.current:
        now = ngettext("now {count} day in a row", "now {count} days in a row", streak.current)
        runs.insert(0, now.format(count=streak.current))
    if streak.freezes:
        in_hand = ngettext("{count} freeze in hand", "{count} freezes in hand", streak.freezes)
        runs.append(in_hand.format(count=streak.freezes))
    legend = _("-# ● practised · ○ not · today is the last one ({day})").format(day=streak.today.isoformat())
    if Mark.FROZEN in streak.week:
        legend += _(" · ❄ covered by a freeze, which every seventh day in a row earns")
    if Mark.OFF in streak.week:
        legend += _(" · ▫ a day off")
    return f"{rhythm} {today}\n{week}\n{' · '.join(runs)}\n{legend}"


def _paths_text(view: Progress) -> str:
    begun = [state for state in view.states if state.done or state.exit]
    lines = [
        f"**{state.path.title}** {bar(state.done, state.total)} {topics_done(state.done, state.total)}"
        + (_(" · ☑ finished") if state.exit else "")
        for state in begun
    ]
    built = ngettext("{count} project built", "{count} projects built", view.projects).format(count=view.projects)
    solved = ngettext("{count} challenge solved", "{count} challenges solved", view.challenges)
    work = f"{built} · {solved.format(count=view.challenges)} · {view.xp} XP"
    return "\n".join([*(lines or [_("No path begun yet.")]), work])


def _levels_text(view: Progress) -> str:
    lines = [
        _("Level {name} ({title}): {done} of {total} topics and projects").format(
            name=level.name, title=level.title, done=level.done, total=level.total
        )
        for level in view.levels
    ]
    return "\n".join(lines)


def _exits_text(view: Progress) -> str:
    lines = [f"☑ **{path.exit.title}**\n-# {plain(shortened(met.evidence or '', 150))}" for path, met in view.exits]
    return _("**Exit criteria met**\n{lines}").format(lines="\n".join(lines))


def _recent_text(view: Progress) -> str:
    lines = [f"{_recent_title(entry)} · {ago(entry.day, view.streak.today)}" for entry in view.recent]
    return _("**Lately**\n{lines}").format(lines="\n".join(lines))


def _recent_title(entry: Recent) -> str:
    match entry.kind:
        case Kind.WARMED_UP:
            return _("Warm-up: {level}").format(level=entry.title)
        case Kind.REVIEWED:
            return _("Flashcards: {deck}").format(deck=deck_name(entry.title))
        case Kind.ANSWERED:
            return _("Questions: {quiz}").format(quiz=quiz_name(entry.title))
    return entry.title


class ProgressCog(commands.Cog, name="Progress"):
    """Progress as a command."""

    @app_commands.command(description=locale_str("What you have done, your rhythm, and your next step"))
    @app_commands.describe(member=locale_str("Somebody who lets this server look at their progress"))
    async def progress(self, interaction: Interaction, member: discord.User | None = None) -> None:
        """Show one's own progress, or that of a member who chose to be visible here."""
        if member is not None and member.bot:
            raise UserError("Bots don't learn here. Pick a member.")
        if member is None or member.id == interaction.user.id:
            await show(interaction, await own_screen(interaction))
            return
        bot = interaction.client
        name = plain(member.display_name)
        now = discord.utils.utcnow()
        view = await progress_of(
            bot.db, bot.curriculum, interaction.user.id, member.id, interaction.guild_id, name, now
        )
        await show(interaction, Screen(_("## {name}'s progress").format(name=name), *_facts(view)))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(ProgressCog())
    bot.add_controls(OpenProgress, OpenMine, Share)
