"""/roadmap: the six paths, their stages and topics, careers and specialist tracks."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.curriculum import Curriculum, Path, Stage
from bot.i18n import _
from bot.services.done import mark_done, undo
from bot.services.roadmap import (
    StageView,
    TopicView,
    overview,
    search_paths,
    view_stage,
    view_topic,
)
from cogs._badges import news
from cogs._project import project_screen
from cogs._roadmap import overview_text, stage_text, topic_text
from cogs._tracks import TRACK_CONTROLS, OpenTracks
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option
from cogs.ui.layout import GREEN, QUIET, Block, Row, Screen, show
from cogs.ui.words import weeks


class OpenOverview(PersistentButton, custom_id=navigation.ROADMAP):
    """To the six paths."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show all six paths."""
        await show(interaction, await overview_screen(interaction))


class OpenNext(PersistentButton, custom_id=navigation.NEXT_STEP):
    """To the one next step."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the next topic, or the stage whose exit criterion is next; with nothing left, the six paths."""
        view = await overview(interaction.client.db, interaction.client.curriculum, interaction.user.id)
        if view.next is None:
            await show(interaction, await overview_screen(interaction))
        elif view.next.topic:
            await show(interaction, await topic_screen(interaction, view.next.topic.id))
        else:
            await show(interaction, await stage_screen(interaction, view.next.path.id, view.next.stage.key))


class OpenPath(PersistentButton, custom_id=navigation.PATH):
    """To a path, at the stage that the member has reached."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the path."""
        await show(interaction, await stage_screen(interaction, self.state["path"]))


class OpenTopic(PersistentButton, custom_id=navigation.TOPIC):
    """To a topic."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the topic."""
        await show(interaction, await topic_screen(interaction, self.state["topic"]))


class OpenStage(PersistentButton, custom_id=navigation.STAGE):
    """To a stage of a path."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the stage."""
        await show(interaction, await stage_screen(interaction, self.state["path"], self.state["stage"]))


class OpenProject(PersistentButton, custom_id="roadmap:project:{owner}:{project}"):
    """To a project of a stage; stands on older screens."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show what there is to build."""
        await show(interaction, await project_screen(interaction, self.state["project"]))


class MarkDone(PersistentButton, custom_id=navigation.DONE):
    """Marks a topic or project as done, right there."""

    async def pressed(self, interaction: Interaction) -> None:
        """Mark it, and show its stage with the new tick."""
        bot, user = interaction.client, interaction.user.id
        now = discord.utils.utcnow()
        marked = await mark_done(bot.db, bot.curriculum, user, interaction.guild_id, self.state["item"], now)
        await show(interaction, await screen_around(interaction, marked.item.id, await news(interaction)))


class MarkOpen(PersistentButton, custom_id=navigation.NOT_DONE):
    """Takes back that a topic or project is done."""

    async def pressed(self, interaction: Interaction) -> None:
        """Take it back, and show its stage without the tick."""
        bot, user = interaction.client, interaction.user.id
        now = discord.utils.utcnow()
        marked = await undo(bot.db, bot.curriculum, user, interaction.guild_id, self.state["item"], now)
        await show(interaction, await screen_around(interaction, marked.item.id, await news(interaction)))


class PickPath(PersistentSelect, custom_id="roadmap:pick-path:{owner}"):
    """All six paths to choose from."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the chosen path."""
        await show(interaction, await stage_screen(interaction, self.chosen))


class PickTopic(PersistentSelect, custom_id="roadmap:pick-topic:{owner}"):
    """The topics of a stage to choose from."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the chosen topic."""
        await show(interaction, await topic_screen(interaction, self.chosen))


CONTROLS = (
    OpenOverview,
    OpenNext,
    OpenPath,
    OpenTopic,
    OpenStage,
    OpenProject,
    MarkDone,
    MarkOpen,
    PickPath,
    PickTopic,
    *TRACK_CONTROLS,
)


async def overview_screen(interaction: Interaction) -> Screen:
    """The six paths."""
    curriculum, user = interaction.client.curriculum, interaction.user.id
    view = await overview(interaction.client.db, curriculum, user)
    first = navigation.open_next_step(user) if view.learner.started else navigation.open_start()
    return Screen(
        *overview_text(view),
        [
            first,
            OpenTracks(_("Careers and tracks"), owner=user),
            navigation.open_levels(user),
            navigation.open_progress(user),
        ],
        [_path_menu(curriculum, user)],
    )


async def stage_screen(
    interaction: Interaction, path_id: str, stage_key: str | None = None, told: Sequence[Block] = ()
) -> Screen:
    """One stage of a path; without a key, the one that the member has reached. `told` is what is new."""
    bot, user = interaction.client, interaction.user.id
    view = await view_stage(bot.db, bot.curriculum, user, path_id, stage_key)
    today = view.learner.calendar.day(discord.utils.utcnow())
    state = {True: _("done"), False: _("open")}
    topics = [
        option(f"{topic.title} · {state[topic.id in view.done]}", topic.id, topic.outcome)
        for topic in view.stage.topics
    ]
    passed = any(not isinstance(block, str) for block in told)  # five buttons are enough
    return Screen(
        *stage_text(view, today),
        *told,
        _stage_actions(view, user),
        [PickTopic(_("Open a topic of this stage"), topics, owner=user)],
        [] if passed else _stage_moves(view, user),
        colour=view.state.path.colour,
    )


async def topic_screen(interaction: Interaction, topic_id: str) -> Screen:
    """One topic, to read, to try and to tick."""
    bot, user = interaction.client, interaction.user.id
    view = await view_topic(bot.db, bot.curriculum, user, topic_id)
    today = view.learner.calendar.day(discord.utils.utcnow())
    return Screen(
        *topic_text(view, today),
        [_tick(view, user), *_deeper(view, user), _to_stage(_("Back to the path"), user, view.path, view.stage)],
        colour=view.path.colour,
    )


async def screen_around(interaction: Interaction, item_id: str, told: Sequence[Block] = ()) -> Screen:
    """The screen on which a topic or project stands; `told` is what is new."""
    curriculum = interaction.client.curriculum
    item = curriculum.items[item_id]
    if item.kind == "project":
        return await project_screen(interaction, item_id, told)
    path = curriculum.paths[item.path]
    stage = path.stages[-1] if item.kind == "exit" else path.stage_of(item_id)
    return await stage_screen(interaction, path.id, stage.key, told)


def _stage_actions(view: StageView, user: int) -> Row:
    project, path = navigation.open_project(user, view.project.id, _("What to build")), view.state.path
    last = view.stage == path.stages[-1]
    if view.next_topic and view.state.exit is None:
        label = _("Mark “{topic}” done").format(topic=view.next_topic.title)
        ended = [navigation.give_evidence(user, path.exit.id, QUIET)] if last else []
        return [MarkDone(label, style=GREEN, owner=user, item=view.next_topic.id), project, *ended]
    if view.state.exit is None and last:
        return [navigation.give_evidence(user, path.exit.id), project]
    return [navigation.open_next_step(user), project]


def _stage_moves(view: StageView, user: int) -> Row:
    path, stages = view.state.path, view.state.path.stages
    moves: list[PersistentButton] = []
    if view.index > 0:
        before = stages[view.index - 1]
        moves.append(_to_stage(f"‹ {weeks(before)}", user, path, before))
    if view.index + 1 < len(stages):
        after = stages[view.index + 1]
        moves.append(_to_stage(f"{weeks(after)} ›", user, path, after))
    return [*moves, OpenOverview(_("All six paths"), owner=user)]


def _tick(view: TopicView, user: int) -> PersistentButton:
    if view.done:
        return MarkOpen(_("Not done after all"), owner=user, item=view.topic.id)
    return MarkDone(_("Mark as done"), style=GREEN, owner=user, item=view.topic.id)


def _deeper(view: TopicView, user: int) -> Row:
    """To the concept of a topic: there one also finds what to practise it with."""
    concept = view.concept
    if concept is None:
        return []
    return [navigation.open_concept(user, concept.id, _("Concept: {title}").format(title=concept.title))]


def _to_stage(label: str, user: int, path: Path, stage: Stage) -> PersistentButton:
    return OpenStage(label, owner=user, path=path.id, stage=stage.key)


def _path_menu(curriculum: Curriculum, user: int) -> PersistentSelect:
    options = [option(path.title, path.id, path.summary) for path in curriculum.paths.values()]
    return PickPath(_("Open a path"), options, owner=user)


class Roadmap(commands.Cog):
    """The roadmap as a command."""

    @app_commands.command(description=locale_str("The six learning paths, your progress on them, and your next step"))
    @app_commands.describe(path=locale_str("Open this path right away"))
    async def roadmap(self, interaction: Interaction, path: str | None = None) -> None:
        """Show all paths, or one of them."""
        screen = await stage_screen(interaction, path) if path else await overview_screen(interaction)
        await show(interaction, screen)

    @roadmap.autocomplete("path")
    async def path_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The paths that contain what was typed."""
        found = search_paths(interaction.client.curriculum, current)
        return [app_commands.Choice(name=path.title, value=path.id) for path in found]


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Roadmap())
    bot.add_controls(*CONTROLS)
