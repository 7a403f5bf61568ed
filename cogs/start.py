"""/start: five questions in one form, then an exercise that works at once, and what to do next."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.calendar import LATEST_ROLLOVER
from bot.domain.curriculum import Curriculum
from bot.domain.learner import DEFAULT_MINUTES, MINUTES, Learner
from bot.domain.levels import Level
from bot.i18n import _, ngettext
from bot.services.roadmap import overview
from bot.services.start import Answers, answer_warm_up, load_learner, start, warm_up_level
from cogs._badges import news
from cogs._roadmap import next_text
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, option
from cogs.ui.forms import PersistentForm, Values, choice_field
from cogs.ui.layout import GOOD, Screen, show
from cogs.ui.level_roles import follow_level
from cogs.ui.state import whole_number
from cogs.ui.words import code_block, hour, months
from cogs.ui.zones import START, zone_field, zone_question


class StartForm(PersistentForm, custom_id="start:answers:{owner}"):
    """The five questions."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """Save the answers, and ask again about a time zone that was not understood."""
        bot, user = interaction.client, interaction.user.id
        answers = Answers(
            level=values["level"],
            goal=values["goal"],
            minutes=whole_number(values["minutes"]),
            zone=values["zone"],
            rollover=whole_number(values["rollover"]),
        )
        now = discord.utils.utcnow()
        started = await start(bot.db, bot.curriculum, user, interaction.guild_id, answers, now)
        if started.zone.zone is None:
            await show(interaction, zone_question(user, values["zone"], started.zone, then=START))
        else:
            await show(interaction, await welcome_screen(interaction))
        await follow_level(interaction)


class OpenStart(PersistentButton, custom_id=navigation.START):
    """To the five questions."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form."""
        await _open_form(interaction)


class AfterZone(PersistentButton, custom_id=navigation.WELCOME):
    """From the settled time zone on to the first exercise."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the first exercise, or the next step."""
        await show(interaction, await welcome_screen(interaction))


class WarmUpAnswer(PersistentButton, custom_id="start:warm-up:{owner}:{level}:{option}"):
    """One of the things that the warm-up's code might print."""

    async def pressed(self, interaction: Interaction) -> None:
        """Say whether it is right, and why; a wrong guess costs nothing."""
        bot, user, chosen = interaction.client, interaction.user.id, whole_number(self.state["option"])
        now = discord.utils.utcnow()
        answered = await answer_warm_up(
            bot.db, bot.curriculum, user, interaction.guild_id, self.state["level"], chosen, now
        )
        level = bot.curriculum.levels[self.state["level"]]
        if answered.right:
            await show(interaction, await _solved_screen(interaction, level, first=answered.first))
        else:
            guess = level.warm_up.options[chosen]
            again = _("It doesn't print `{guess}`. Read it again, line by line, and pick again.")
            await show(interaction, Screen(again.format(guess=guess), *_exercise(level), _answers(level, user)))


async def welcome_screen(interaction: Interaction) -> Screen:
    """What was saved, and then the first exercise, or the next step for somebody who has done it."""
    bot, user = interaction.client, interaction.user.id
    learner = await load_learner(bot.db, user)
    level = await warm_up_level(bot.db, bot.curriculum, user)
    summary = _("## You're set\n{facts}").format(facts=_facts(bot, learner))
    if level:
        intro = _("One small thing to begin with. There is no timer, and you can try as often as you like.")
        return Screen(f"{summary}\n\n{intro}", *_exercise(level), _answers(level, user))
    view = await overview(bot.db, bot.curriculum, user)
    return Screen(summary, next_text(view.next), _onward(user))


async def _solved_screen(interaction: Interaction, level: Level, *, first: bool) -> Screen:
    bot, user = interaction.client, interaction.user.id
    view = await overview(bot.db, bot.curriculum, user)
    warm_up = level.warm_up
    return Screen(
        _("## Right: it prints `{answer}`\n{explanation}\n{counts}").format(
            answer=warm_up.options[warm_up.answer],
            explanation=warm_up.explanation,
            counts=_("That was your first practice; today counts.") if first else _("Today counts."),
        ),
        *await news(interaction),
        next_text(view.next),
        _onward(user),
        colour=GOOD,
    )


def _onward(user: int) -> list[discord.ui.Item[discord.ui.LayoutView]]:
    return [
        navigation.open_next_step(user),
        navigation.open_assessment(user),
        navigation.open_roadmap(user),
        navigation.open_progress(user),
    ]


def _exercise(level: Level) -> list[str]:
    return [f"**{level.warm_up.prompt}**\n{code_block(level.warm_up.code)}"]


def _answers(level: Level, user: int) -> list[WarmUpAnswer]:
    return [
        WarmUpAnswer(text, owner=user, level=level.name, option=index)
        for index, text in enumerate(level.warm_up.options)
    ]


def _facts(bot: LearnBot, learner: Learner) -> str:
    level, track = bot.curriculum.levels.get(learner.level or ""), bot.curriculum.tracks.get(learner.goal or "")
    zone = learner.zone or _("UTC until you choose one")
    return _(
        "Level {level} · goal: {goal} · {minutes} minutes a day\nYour day begins at {hour} ({zone})."
        "\n-# Change any of it with /start or /settings."
    ).format(
        level=f"{level.name}, {level.title}" if level else "–",
        goal=track.title if track else "–",
        minutes=learner.minutes,
        hour=hour(learner.rollover),
        zone=zone,
    )


async def _open_form(interaction: Interaction) -> None:
    bot, user = interaction.client, interaction.user.id
    learner = await load_learner(bot.db, user)
    form = StartForm(
        _("Where do you stand?"),
        choice_field(_("Which sentence sounds like you?"), "level", _preset(_levels(bot.curriculum), learner.level)),
        choice_field(_("Where do you want to get?"), "goal", _preset(_goals(bot.curriculum), learner.goal)),
        choice_field(
            _("How much time a day?"),
            "minutes",
            _preset(_minutes(), str(learner.minutes or DEFAULT_MINUTES)),
            hint=_("A little every day beats a lot on Sunday. You can change it any time."),
        ),
        zone_field(learner.zone),
        choice_field(
            _("When does your day begin?"),
            "rollover",
            _preset(_hours(), str(learner.rollover)),
            hint=_("Practice before this hour still counts for the day before."),
        ),
        owner=user,
    )
    await interaction.response.send_modal(form)


def _levels(curriculum: Curriculum) -> list[discord.SelectOption]:
    name = _("Level {name} · {title}")
    return [
        option(name.format(name=level.name, title=level.title), level.name, level.recognise)
        for level in curriculum.levels.values()
    ]


def _goals(curriculum: Curriculum) -> list[discord.SelectOption]:
    return [
        option(track.title + (f" ({months(*track.months)})" if track.months else ""), track.id, track.summary)
        for track in curriculum.tracks.values()
    ]


def _minutes() -> list[discord.SelectOption]:
    return [
        option(ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes), str(minutes))
        for minutes in MINUTES
    ]


def _hours() -> list[discord.SelectOption]:
    return [option(hour(number), str(number)) for number in range(LATEST_ROLLOVER + 1)]


def _preset(options: list[discord.SelectOption], value: str | None) -> list[discord.SelectOption]:
    for entry in options:
        entry.default = entry.value == value
    return options


class Start(commands.Cog):
    """The first ten minutes."""

    @app_commands.command(
        description=locale_str("Tell me where you stand and where you want to get, and solve a first exercise")
    )
    async def start(self, interaction: Interaction) -> None:
        """Open the five questions; running it again edits the same answers."""
        await _open_form(interaction)


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Start())
    bot.add_controls(OpenStart, AfterZone, WarmUpAnswer)
    bot.add_forms(StartForm)
