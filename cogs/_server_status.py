"""How things stand in a server: its jobs, what was left out and why, posting by hand, and who changed what."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.client import Interaction
from bot.domain.guild import Change, Post
from bot.domain.guild_settings import BY_NAME, Group
from bot.errors import UserError
from bot.i18n import _, ngettext
from bot.services.guild_settings import recent_changes
from bot.services.server import JobStatus, Status, server_status
from cogs._posting import posters_of
from cogs._posting_words import job_name, problem_name, reason_name
from cogs._server import full_title, value_text
from cogs._server_settings import BackTo
from cogs.ui.controls import PersistentButton, PersistentSelect, option
from cogs.ui.layout import Screen, show, show_later
from cogs.ui.permissions import require_manager
from cogs.ui.state import OUTDATED, whole_number

MEGABYTE = 1_000_000
LINES = 10  # of the audit on a page


class OpenStatus(PersistentButton, custom_id="server:status:{owner}"):
    """To how things stand."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it."""
        await show(interaction, await status_screen(interaction))


class OpenAudit(PersistentButton, custom_id="server:audit:{owner}:{page}"):
    """To the changes of the settings, the newest on page 0."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them."""
        await show(interaction, await audit_screen(interaction, whole_number(self.state["page"])))


class PostNow(PersistentSelect, custom_id="server:post:{owner}"):
    """The jobs that can be started by hand."""

    async def pressed(self, interaction: Interaction) -> None:
        """Post it unless today's is there already, and show how things stand then."""
        require_manager(interaction)
        poster = posters_of(interaction.client).get(self.chosen)
        guild_id = interaction.guild_id
        if poster is None or guild_id is None:
            raise UserError(OUTDATED)
        await interaction.response.defer()
        fresh = await poster.post(guild_id, by_hand=True)
        status = await server_status(interaction.client.db, guild_id, discord.utils.utcnow())
        job = next(job for job in status.jobs if job.job.kind == poster.kind)
        await show_later(interaction, _status_screen(interaction, status, _posted_text(status, job, fresh=fresh)))


STATUS_CONTROLS = (OpenStatus, OpenAudit, PostNow)


async def status_screen(interaction: Interaction) -> Screen:
    """How things stand, as they are."""
    require_manager(interaction)
    status = await server_status(interaction.client.db, interaction.guild_id or 0, discord.utils.utcnow())
    return _status_screen(interaction, status)


async def audit_screen(interaction: Interaction, page: int) -> Screen:
    """The changes of the settings, newest first."""
    require_manager(interaction)
    owner, page = interaction.user.id, max(page, 0)
    found = await recent_changes(interaction.client.db, interaction.guild_id or 0, LINES + 1, page * LINES)
    lines = [change_text(change) for change in found[:LINES]] or [_("Nobody has changed anything here yet.")]
    buttons: list[discord.ui.Item[Any]] = [OpenStatus(_("Status"), owner=owner)]
    if page:
        buttons.append(OpenAudit(_("Newer"), owner=owner, page=page - 1))
    if len(found) > LINES:
        buttons.append(OpenAudit(_("Older"), owner=owner, page=page + 1))
    return Screen(_("## Changes of the settings"), "\n".join(lines), buttons)


def change_text(change: Change) -> str:
    """A line of the audit: when, who, what, from what to what."""
    definition = BY_NAME.get(change.name)
    who = f"<@{change.user_id}>" if change.user_id else _("I myself, or somebody who deleted what I knew of them")
    title = full_title(definition) if definition else change.name
    sides = [
        value_text(definition, side or definition.default) if definition else side or _("not set")
        for side in (change.before, change.after)
    ]
    moment = int(change.at.timestamp())
    text = _("<t:{moment}:f> · {who}\n**{title}:** {before} → {after}")
    return text.format(moment=moment, who=who, title=title, before=sides[0], after=sides[1])


def _status_screen(interaction: Interaction, status: Status, said: str = "") -> Screen:
    owner, bot = interaction.user.id, interaction.client
    waiting, _seconds = bot.grader.waiting
    on, off = [job for job in status.jobs if job.is_on or job.problem], _off_text(status)
    jobs = [*(_job_text(status, job) for job in on if not job.job.level), *_levels_text(status, on)]
    machine = _machine_text(status, waiting, bot.backups)
    choices = [option(_("Post now: {job}").format(job=job_name(job.job)), job.job.kind) for job in on][:25]
    buttons = [
        OpenStatus(_("Look again"), owner=owner),
        OpenAudit(_("Last changes"), owner=owner, page=0),
        BackTo(_("Settings"), owner=owner, group=Group.POSTS),
    ]
    heading = _("## Server status") + (f"\n{said}" if said else "")
    post_now = [[PostNow(_("Post now …"), choices, owner=owner)]] if choices else []
    return Screen(heading, *jobs, *off, machine, *post_now, buttons)


def _job_text(status: Status, job: JobStatus) -> str:
    """A job that is on, or off for a problem: where, its last and its next run, and what was left out."""
    channel = status.settings.channel(job.job.channel)
    lines = [_("**{job}** in {channel}").format(job=job_name(job.job), channel=f"<#{channel}>")]
    if job.problem:
        problem = problem_name(job.problem)
        lines.append(_("Off: {problem} Set its channel again, or post by hand.").format(problem=problem))
    lines.append(_("Last: {post}").format(post=_post_text(job.last)))
    if job.next_at:
        lines.append(_("Next: {moment}").format(moment=f"<t:{int(job.next_at.timestamp())}:F>"))
    left_out = [f"{skipped.day} ({reason_name(skipped.reason)})" for skipped in job.skipped]
    if left_out:
        lines.append(_("-# Left out: {days}").format(days=", ".join(left_out)))
    return "\n".join(lines)


def _post_text(post: Post | None) -> str:
    if post is None:
        return _("none yet")
    if post.message_id is None:
        return _("{day}, on its way or in doubt; I look for it again").format(day=post.day)
    link = f"https://discord.com/channels/{post.guild_id}/{post.channel_id}/{post.message_id}"
    text = _("[{day}]({link}), caught up late") if post.late else _("[{day}]({link}), in time")
    return text.format(day=post.day, link=link)


def _posted_text(status: Status, job: JobStatus, *, fresh: bool) -> str:
    """What came of posting by hand."""
    name = job_name(job.job)
    if job.problem:
        return _("{job} could not be posted: {problem}").format(job=name, problem=problem_name(job.problem))
    if fresh:
        return _("{job} is posted.").format(job=name)
    if job.skipped and (job.last is None or job.skipped[0].day > job.last.day):
        reason = reason_name(job.skipped[0].reason)
        return _("{job} has nothing to post now: {reason}.").format(job=name, reason=reason)
    if not job.is_on or job.last is None:
        return _("{job} is off, or has no channel.").format(job=name)
    if job.last.message_id is None:
        return _("Discord did not say whether {job} was posted. I look again in ten minutes.").format(job=name)
    return _("{job} of {day} is there already, and comes once a day at most.").format(job=name, day=job.last.day)


def _levels_text(status: Status, jobs: Sequence[JobStatus]) -> list[str]:
    """The posts in the channels of levels, a line or two each: there may be thirteen of them."""
    lines = [_level_text(status, job) for job in jobs if job.job.level]
    return ["\n".join([_("**Nudges**"), *lines])] if lines else []


def _level_text(status: Status, job: JobStatus) -> str:
    channel = f"<#{status.settings.channel(job.job.channel)}>"
    last = str(job.last.day) if job.last else _("none yet")
    text = _("Level {level} in {channel} · last: {last}").format(level=job.job.level, channel=channel, last=last)
    if job.problem:
        return f"{text}\n-# " + _("Off: {problem}").format(problem=problem_name(job.problem))
    if job.next_at:
        text += " · " + _("next: {moment}").format(moment=f"<t:{int(job.next_at.timestamp())}:R>")
    if job.skipped and (job.last is None or job.skipped[0].day > job.last.day):
        left_out = _("{day} left out: {reason}")
        text += "\n-# " + left_out.format(day=job.skipped[0].day, reason=reason_name(job.skipped[0].reason))
    return text


def _off_text(status: Status) -> list[str]:
    off = [job for job in status.jobs if not job.is_on and not job.problem]
    names = [job_name(job.job) for job in off if not job.job.level]
    if all(job in off for job in status.jobs if job.job.level):
        names.append(_("Nudges"))
    return [_("-# Off, or without a channel: {jobs}").format(jobs=", ".join(names))] if names else []


def _machine_text(status: Status, waiting: int, kept: int) -> str:
    queue = ngettext("{count} answer waits to be graded", "{count} answers wait to be graded", waiting)
    size = _("database of all servers: {size:.1f} MB").format(size=status.database_bytes / MEGABYTE)
    return f"{queue.format(count=waiting)} · {size}\n{_backup_text(status, kept)}"


def _backup_text(status: Status, kept: int) -> str:
    if not kept:
        return _("Last backup: I make none. Whoever runs me copies the database file.")
    if status.last_backup is None:
        return _("Last backup: none yet; I look every hour.")
    moment = int(status.last_backup.timestamp())
    return _("Last backup: <t:{moment}:R>").format(moment=moment)
