"""Questions in the help channel: posted once in a forum or a text channel, found again, closed when they are solved."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

import discord
from discord.http import MultipartParameters, Route, handle_message_parameters

from bot.client import LearnBot
from bot.domain.stuck import HelpQuestion, is_solved_tag
from bot.errors import UserError
from bot.i18n import _
from cogs.ui.layout import Screen
from cogs.ui.once import make_once

HelpChannel = discord.ForumChannel | discord.TextChannel

CLOCK_TOLERANCE = timedelta(minutes=2)  # Discord's clock is not ours
LOOK_AT = 50  # posts, newest first
MAX_NAME = 100
MAX_READ, MAX_HELPERS = 200, 25


def help_channel(guild: discord.Guild | None, channel_id: int, member: discord.abc.User) -> HelpChannel:
    """The channel for questions. Raises UserError when it is gone, or the member may not write there."""
    channel = guild.get_channel(channel_id) if guild else None
    if not isinstance(channel, discord.ForumChannel | discord.TextChannel):
        raise UserError(
            "The help channel of this server is gone. Your question is kept; somebody who manages the server can "
            "choose another channel with /server."
        )
    if isinstance(member, discord.Member) and not channel.permissions_for(member).send_messages:
        raise UserError(
            "You may not write in {channel}, so I don't do it for you. Your question is kept; ask somebody who manages "
            "the server.",
            channel=channel.mention,
        )
    return channel


async def send_question(
    bot: LearnBot, channel: HelpChannel, question: HelpQuestion, screen: Screen, tags: list[str]
) -> int:
    """Post a question, and return the id of where it stands: its thread, or the channel where there are none.

    Raises UncertainError when nobody knows whether it was posted.
    """
    asker = discord.AllowedMentions(everyone=False, roles=False, users=[discord.Object(question.user_id)])
    if isinstance(channel, discord.ForumChannel):
        chosen = chosen_tags(channel.available_tags, tags, required=channel.flags.require_tag)
        route = Route("POST", "/channels/{channel_id}/threads", channel_id=channel.id)
        return await make_once(bot, route, _forum_post(question.title, screen, chosen, asker))
    message = await channel.send(
        view=screen, files=screen.files, allowed_mentions=asker, nonce=f"help{question.question_id}"[:25]
    )
    try:
        return (await message.create_thread(name=question.title)).id
    except discord.HTTPException:
        return channel.id  # people answer in the channel then


def _forum_post(
    title: str, screen: Screen, tags: Sequence[discord.ForumTag], mentions: discord.AllowedMentions
) -> MultipartParameters:
    thread = {"name": title, "applied_tags": [str(tag.id) for tag in tags]}
    flags = discord.MessageFlags(components_v2=True)
    return handle_message_parameters(
        view=screen, files=screen.files, flags=flags, allowed_mentions=mentions, channel_payload=thread
    )


def chosen_tags(available: Sequence[discord.ForumTag], names: list[str], *, required: bool) -> list[discord.ForumTag]:
    """The tags of these names that members may use; where a forum requires one, any is better than no post."""
    usable = [tag for tag in available if not tag.moderated]
    chosen = [tag for name in names for tag in usable if tag.name == name]
    if required and not chosen:
        return [tag for tag in usable if not is_solved_tag(tag.name)][:1]
    return chosen


async def find_posted(channel: HelpChannel, question: HelpQuestion, me: int, mark: str) -> int | None:
    """Where a question stands whose post was begun before the bot stopped; None when it isn't there.

    `mark` is the custom_id that stands only on it.
    """
    begin = (question.claimed_at or question.at) - CLOCK_TOLERANCE
    async for message in _candidates(channel, begin):
        view = discord.ui.LayoutView.from_message(message, timeout=None)
        ids = [getattr(item, "custom_id", "") for item in view.walk_children()]
        if message.author.id == me and mark in ids:
            return message.channel.id if isinstance(channel, discord.ForumChannel) else _thread_of(message, channel)
    return None


async def close_post(interaction: discord.Interaction, name: str) -> None:
    """Mark the post that was pressed as solved, once: by a tag of the forum, or in its name. It sleeps after a day.

    One that sleeps already is woken in the same request: Discord changes nothing else about it.
    """
    thread = await _thread_pressed(interaction)
    if thread is None or _is_closed(thread):
        return
    parent = thread.parent
    tags = parent.available_tags if isinstance(parent, discord.ForumChannel) else []
    solved = next((tag for tag in tags if is_solved_tag(tag.name) and not tag.moderated), None)
    if solved:
        kept = [tag for tag in thread.applied_tags if tag.id != solved.id]
        await thread.edit(applied_tags=[*kept[:4], solved], archived=False, auto_archive_duration=1440)
    else:
        renamed = (_solved_prefix() + thread.name)[:MAX_NAME]
        await thread.edit(name=renamed, archived=False, auto_archive_duration=1440)
    await thread.send(
        _("**{name}** has marked this as solved. Thank you to everybody who thought along.").format(name=name)
    )


def _is_closed(thread: discord.Thread) -> bool:
    return any(is_solved_tag(tag.name) for tag in thread.applied_tags) or thread.name.startswith(_solved_prefix())


def _solved_prefix() -> str:
    return _("Solved: {title}").format(title="")


async def helpers_in(interaction: discord.Interaction, asker: int) -> list[discord.Message]:
    """The newest message of everybody who wrote in the thread of a question, but for the asker and bots."""
    thread = await _thread_pressed(interaction)
    if thread is None:
        return []
    found: dict[int, discord.Message] = {}
    async for message in thread.history(limit=MAX_READ):
        if (
            message.author.id != asker
            and not message.author.bot
            and message.type is not discord.MessageType.thread_created
        ):
            found.setdefault(message.author.id, message)
    return list(found.values())[:MAX_HELPERS]


async def _thread_pressed(interaction: discord.Interaction) -> discord.Thread | None:
    """The thread of a question whose button was pressed; in a text channel it has the id of the message."""
    if isinstance(interaction.channel, discord.Thread):
        return interaction.channel
    if interaction.guild is None or interaction.message is None:
        return None
    try:
        number = interaction.message.id
        found = interaction.guild.get_thread(number) or await interaction.guild.fetch_channel(number)
    except discord.NotFound:
        return None
    return found if isinstance(found, discord.Thread) else None


async def _candidates(channel: HelpChannel, begin: datetime) -> AsyncIterator[discord.Message]:
    if isinstance(channel, discord.TextChannel):
        async for message in channel.history(limit=LOOK_AT, after=begin):
            yield message
        return
    newest = sorted(channel.threads, key=lambda thread: thread.id, reverse=True)[:LOOK_AT]
    for thread in newest:
        if thread.created_at and thread.created_at >= begin:
            async for message in thread.history(limit=1, oldest_first=True):
                yield message


def _thread_of(message: discord.Message, channel: discord.TextChannel) -> int:
    return message.id if message.flags.has_thread else channel.id
