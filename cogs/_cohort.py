"""The screens of a cohort: how far all are together, the post of its weeks, and finding a buddy."""

from typing import Any

import discord

from bot.domain.cohort import JOIN_UNTIL
from bot.domain.guild import Post
from bot.domain.leaderboard import Scope
from bot.i18n import _, ngettext
from bot.services.buddies import Buddy
from bot.services.cohorts import Cohort, CohortView
from cogs._leaderboard import cohort_name
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import GREEN, QUIET, Screen
from cogs.ui.words import bar

WEEK = 7
Row = list[discord.ui.Item[Any]]


def invitation_screen(view: CohortView, join: PersistentButton) -> Screen:
    """The cohort that one can join, and what it is."""
    cohort = view.cohort
    begins = (
        _("It has just begun, and you can still join in.")
        if cohort.begun
        else _("It begins on the first of the month.")
    )
    rules = _(
        "- You all do the thirty days at the same pace: one task a day. A day that you miss only moves your plan.\n"
        "- Everybody sees how far all are together. You are named only if you let this server see your progress.\n"
        "- If you like, I find you a buddy. You can leave at any time."
    )
    heading = _("## Start together · {month}").format(month=cohort_name(cohort.month))
    row: Row = [join, navigation.open_thirty_days(_("Rather by myself"))]
    return Screen(heading, f"{begins} {_members(cohort)}", rules, row)


def cohort_screen(view: CohortView, owner: int, buddy: PersistentButton, leave: PersistentButton) -> Screen:
    """How far all are together, oneself, and the way to the task of today."""
    cohort = view.cohort
    heading = _("## Cohort of {month}").format(month=cohort_name(cohort.month))
    own = ngettext("You have done {done} of {count} task.", "You have done {done} of {count} tasks.", cohort.days)
    own = own.format(done=view.own, count=cohort.days)
    if not cohort.begun:
        own += " " + _("All begin on the first of the month; whoever likes may begin before.")
    row: Row = [navigation.open_thirty_days(_("My thirty days"), GREEN), buddy]
    if view.comparing:
        row.append(navigation.open_board(owner, Scope.COHORT, _("Board")))
    return Screen(heading, *_standing(cohort), own, [*row, navigation.open_study_rooms(owner), leave])


def post_screen(post: Post, cohort: Cohort, take_part: PersistentButton) -> Screen:
    """The post at the start, and in each of the weeks after it."""
    month = cohort_name(cohort.month)
    if post.day.day <= JOIN_UNTIL:
        heading = _("## {month} begins together").format(month=month)
        how = _("One task a day for thirty days, at the same pace. Until day {day} of the month anybody can join in.")
        text = f"{_members(cohort)} {how.format(day=JOIN_UNTIL)}"
    else:
        heading = _("## Cohort of {month}, week {week}").format(month=month, week=(post.day.day - 1) // WEEK + 1)
        text = _("The next cohort begins on the first of the coming month, and one can join it from now on.")
    late = "\n" + _("-# A little late today.") if post.late else ""
    standing = _standing(cohort) if cohort.together.members else []
    row: Row = [take_part, navigation.open_thirty_days(_("My thirty days"))]
    return Screen(heading + late, *standing, text, row)


def buddy_text(buddy: Buddy) -> str:
    """Somebody who was matched with a member, by what they have in common; a name only once both said hello."""
    if buddy.user_id is not None:
        return _("Your buddy is <@{member}>. Write them a line: what are you at, and when do you practise?").format(
            member=buddy.user_id
        )
    facts = [_("level {level}").format(level=buddy.level) if buddy.level else _("a level that they have not told")]
    hours = round(buddy.hours)
    clock = ngettext("a clock {count} hour from yours", "a clock {count} hours from yours", hours)
    facts.append(clock.format(count=hours) if hours else _("a clock like yours"))
    if buddy.project:
        facts.append(_("*{project}* would suit you both").format(project=buddy.project))
    found = _("I found somebody: {facts}.").format(facts=", ".join(facts))
    if buddy.said_hello:
        return found + "\n" + _("You said hello. Once they do too, each of you sees the other's name here.")
    return found + "\n" + _("Neither of you is named until both have said hello.")


def no_buddy_text(*, seeks: bool) -> str:
    """What to expect while one has nobody."""
    if seeks:
        return _(
            "Nobody else is looking just now. I match you with whoever comes next and suits; look here again in a day."
        )
    return _(
        "I look for somebody in your cohort who is near you by level, time zone and project. "
        "Neither of you is named until both have said hello."
    )


def hello_style(buddy: Buddy) -> discord.ButtonStyle:
    """Green while it is the next thing to do."""
    return QUIET if buddy.said_hello else GREEN


def _members(cohort: Cohort) -> str:
    count = cohort.together.members
    if not count:
        return _("Nobody takes part yet; somebody has to be first.")
    return ngettext("{count} member takes part.", "{count} members take part.", count).format(count=count)


def _standing(cohort: Cohort) -> list[str]:
    """The bar of all, how many have finished, and those who may be named."""
    both = cohort.together
    total = both.members * cohort.days
    done = _("{bar} {done} of {total} tasks done together").format(
        bar=bar(both.tasks, total), done=f"{both.tasks:,}", total=f"{total:,}"
    )
    lines = [done, _members(cohort)]
    if both.finished:
        finished = ngettext("{count} has done them all.", "{count} have done them all.", both.finished)
        lines.append(finished.format(count=both.finished))
    if cohort.named:
        names = ", ".join(f"<@{member}>" for member in cohort.named)
        lines.append(_("-# Among them {names}").format(names=names))
    return ["\n".join(lines)]
