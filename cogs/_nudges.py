"""The nudge in the channel of a level: what it says, and the buttons under it that everybody may press."""

from collections.abc import Collection
from typing import Any

import discord

from bot.client import Interaction
from bot.domain.guild import Post
from bot.domain.nudges import Nudge, NudgeKind
from bot.errors import UserError
from bot.i18n import _, ngettext
from bot.services.nudges import Picked, find_nudge, title_of
from cogs._nudge_threads import Explain, ShowWork, enter, require_talking
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, press
from cogs.ui.layout import GREEN, QUIET, Screen, show
from cogs.ui.state import fill
from cogs.ui.words import code_block

LETTERS = "ABCDE"
MARK = "nudge:talk:"  # how the custom_id of a control begins that stands on every nudge, and on nothing else


class Talk(PersistentButton, custom_id="nudge:talk:{level}:{day}:{nudge}"):
    """To the thread of a nudge."""

    async def pressed(self, interaction: Interaction) -> None:
        """Let the member into the thread, which is made for the first of them."""
        require_talking(interaction)
        title = title_of(interaction.client.curriculum, self.state["nudge"])
        await interaction.response.defer(ephemeral=True, thinking=True)
        thread = await enter(interaction, title)
        await interaction.followup.send(_("Come in: {thread}").format(thread=thread.mention), ephemeral=True)


class Reveal(PersistentButton, custom_id="nudge:reveal:{nudge}"):
    """To the answer of a recall check."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it to this member alone."""
        nudge = find_nudge(interaction.client.curriculum, self.state["nudge"])
        await show(interaction, answer_screen(nudge, interaction.user.id))


class ReadMore(PersistentButton, custom_id="nudge:read:{nudge}"):
    """To what a nudge is about: its concept, or the project that several members are on."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open it for this member alone."""
        curriculum, user = interaction.client.curriculum, interaction.user.id
        name = curriculum.canonical(self.state["nudge"])
        if name in curriculum.projects:
            await press(interaction, fill(navigation.PROJECT, owner=user, project=name))
            return
        concept = find_nudge(curriculum, name).concept
        if concept is None:
            raise UserError("There is nothing more to read about this one. Type /concept to see what there is.")
        await press(interaction, fill(navigation.CONCEPT, owner=user, concept=concept))


class GetHelp(PersistentButton, custom_id="nudge:stuck"):
    """From a nudge to the form for whoever is stuck."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open it for this member alone."""
        await press(interaction, fill(navigation.STUCK, owner=interaction.user.id))


def nudge_screen(post: Post, level: str, picked: Picked, roles: Collection[int]) -> Screen:
    """The post in the channel of a level; `roles` are mentioned in it."""
    nudge = picked.nudge
    heading = f"## {_kind_name(nudge.kind)}"
    if post.late:
        heading += "\n" + _("-# A little late today.")
    mentioned = " ".join(f"<@&{role}>" for role in roles)
    heading += f"\n{mentioned}" if mentioned else ""
    return Screen(heading, _text(picked), _buttons(post, level, nudge))


def answer_screen(nudge: Nudge, user: int) -> Screen:
    """The answer of a recall check, what makes it right, and where to read about it."""
    answer = code_block(nudge.answer) if "\n" in nudge.answer else f"**{_escaped(nudge.answer)}**"
    if nudge.answer in nudge.options:
        answer = f"**{LETTERS[nudge.options.index(nudge.answer)]}:** {_escaped(nudge.answer)}"
    row = [navigation.open_concept(user, nudge.concept, _("Read about it"), GREEN)] if nudge.concept else []
    return Screen(_("## {title}\n{answer}").format(title=nudge.title, answer=answer), nudge.why, row)


def is_nudge(message: discord.Message) -> bool:
    """Whether a message is a nudge."""
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    return any(str(getattr(item, "custom_id", "")).startswith(MARK) for item in view.walk_children())


def _kind_name(kind: NudgeKind) -> str:
    return {
        NudgeKind.RECALL: _("From memory"),
        NudgeKind.TIP: _("A tip"),
        NudgeKind.TEACH_BACK: _("In your own words"),
        NudgeKind.SHOW: _("Show your work"),
        NudgeKind.STUCK: _("Stuck somewhere?"),
        NudgeKind.TOGETHER: _("Side by side"),
    }[kind]


def _text(picked: Picked) -> str:
    nudge = picked.nudge
    if nudge.kind is NudgeKind.TOGETHER:
        text = ngettext(
            "{count} member here is on *{title}* this week. Start a thread, and build it side by side.",
            "{count} members here are on *{title}* this week. Start a thread, and build it side by side.",
            picked.members,
        )
        return text.format(count=picked.members, title=nudge.title)
    options = [f"**{letter}:** {_escaped(option)}" for letter, option in zip(LETTERS, nudge.options, strict=False)]
    return "\n".join([picked.wording, *([code_block(nudge.code)] if nudge.code else []), *options])


def _buttons(post: Post, level: str, nudge: Nudge) -> list[discord.ui.Item[Any]]:
    """The one thing to do, then what else there is; talking about it is always possible."""
    place: dict[str, Any] = {"level": level, "day": post.day, "nudge": nudge.id}
    match nudge.kind:
        case NudgeKind.RECALL:
            first: list[discord.ui.Item[Any]] = [Reveal(_("Reveal"), style=GREEN, nudge=nudge.id)]
        case NudgeKind.TEACH_BACK:
            first = [Explain(_("Explain it"), style=GREEN, **place)]
        case NudgeKind.SHOW:
            first = [ShowWork(_("Show it"), style=GREEN, nudge=nudge.id)]
        case _:
            first = []
    label = _("Start a thread") if nudge.kind is NudgeKind.TOGETHER else _("Talk about it")
    more: list[discord.ui.Item[Any]] = [Talk(label, style=QUIET if first else GREEN, **place)]
    if nudge.kind is NudgeKind.STUCK:
        more.append(GetHelp(_("Get help")))
    if nudge.kind is NudgeKind.TOGETHER:
        more.append(ReadMore(_("See the project"), nudge=nudge.id))
    elif nudge.concept and nudge.kind is not NudgeKind.RECALL:
        more.append(ReadMore(_("Read about it"), nudge=nudge.id))
    return [*first, *more]


def _escaped(text: str) -> str:
    return discord.utils.escape_markdown(text)
