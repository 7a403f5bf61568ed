"""Why posts were turned off or left out, in words."""

from bot.domain.guild_jobs import JobDefinition
from bot.i18n import _
from bot.services.posts import AWAY, TOO_LATE, Stopped

GONE, FORBIDDEN, FULL = "gone", "forbidden", "threads-full"  # why a job was turned off


def job_name(job: JobDefinition) -> str:
    """A job, in words."""
    return _(job.title).format(level=job.level)


def problem_name(problem: str) -> str:
    """Why a job is off, as a sentence; what an older version noted stands as it is."""
    return {
        GONE: _("the channel is gone."),
        FORBIDDEN: _("I am not allowed to write or to look there."),
        FULL: _("the server has as many active threads as it may have. Close some."),
    }.get(problem, problem)


def stopped_text(stopped: Stopped, guild: str) -> str:
    """To the owner: what I no longer post, and what to do about it."""
    lines = [
        _("- *{job}* ({channel}): {problem}").format(
            job=job_name(found.job), channel=f"<#{found.channel_id}>", problem=problem_name(found.problem)
        )
        for found in stopped.jobs
    ]
    return _(
        "In **{guild}** I no longer post:\n{jobs}\n"
        "Everything else goes on. To have something again, choose its channel there with /server settings."
    ).format(guild=guild, jobs="\n".join(lines))


def reason_name(reason: str) -> str:
    """Why a post was left out, in words."""
    return {
        TOO_LATE: _("noticed too late to catch up"),
        AWAY: _("I was away"),
    }.get(reason) or _(reason)
