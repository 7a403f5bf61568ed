"""Careers and specialist tracks: ordered ways over the paths, of which a member makes one their goal."""

import discord

from bot.client import Interaction
from bot.i18n import _
from bot.services.roadmap import view_track
from bot.services.settings import set_goal
from bot.services.start import load_learner
from cogs._roadmap import track_text, tracks_text
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option, press
from cogs.ui.layout import GREEN, Row, Screen, show
from cogs.ui.state import fill


class OpenTracks(PersistentButton, custom_id="roadmap:tracks:{owner}"):
    """To the careers and specialist tracks."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show all tracks."""
        await show(interaction, await tracks_screen(interaction))


class PickTrack(PersistentSelect, custom_id="roadmap:pick-track:{owner}"):
    """All tracks to choose from."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the chosen track."""
        await show(interaction, await track_screen(interaction, self.chosen))


class ChooseGoal(PersistentButton, custom_id="roadmap:goal:{owner}:{track}"):
    """Makes a track the member's goal."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save the goal and show the roadmap towards it."""
        bot = interaction.client
        await set_goal(bot.db, bot.curriculum, interaction.user.id, self.state["track"], discord.utils.utcnow())
        await press(interaction, fill(navigation.ROADMAP, owner=interaction.user.id))


TRACK_CONTROLS = (OpenTracks, PickTrack, ChooseGoal)


async def tracks_screen(interaction: Interaction) -> Screen:
    """All careers and specialist tracks."""
    curriculum, user = interaction.client.curriculum, interaction.user.id
    learner = await load_learner(interaction.client.db, user)
    menu = [option(track.title, track.id, track.summary) for track in curriculum.tracks.values()]
    return Screen(
        *tracks_text(curriculum, learner.goal),
        [PickTrack(_("Open a career or track"), menu, owner=user)],
        [navigation.open_roadmap(user)],
    )


async def track_screen(interaction: Interaction, track_id: str) -> Screen:
    """One track as an ordered way."""
    bot, user = interaction.client, interaction.user.id
    view = await view_track(bot.db, bot.curriculum, user, track_id)
    goal: Row = [] if view.chosen else [ChooseGoal(_("Make it my goal"), style=GREEN, owner=user, track=track_id)]
    return Screen(
        *track_text(bot.curriculum, view),
        [*goal, OpenTracks(_("All tracks"), owner=user), navigation.open_roadmap(user)],
    )
