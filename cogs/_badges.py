"""The words of badges and passed levels, and what is new of them: for the answer to whatever was done."""

from collections.abc import Sequence
from datetime import date

import discord

from bot.client import Interaction
from bot.domain.badges import Different, Fact, Standing
from bot.i18n import _, ngettext
from bot.services.badges import Earned, News, Passed, new_badges
from cogs.ui import navigation
from cogs.ui.layout import Block
from cogs.ui.words import ago, bar

TOLD = 3  # new badges that an answer tells about; the others stand in /badges


async def news(interaction: Interaction) -> list[Block]:
    """What is new about badges and levels, to be put into the answer to what the member has just done."""
    bot, now = interaction.client, discord.utils.utcnow()
    found = await new_badges(bot.db, bot.curriculum, interaction.user.id, interaction.guild_id, now)
    return news_blocks(found, interaction.user.id)


def news_blocks(found: News, user: int) -> list[Block]:
    """The news as a text and, where a level was passed, the buttons that go with it; empty without any."""
    lines = [_passed_line(passed) for passed in found.levels]
    lines += [_new_line(badge) for badge in found.badges[:TOLD]]
    more = len(found.badges) - TOLD
    if more > 0:
        told = ngettext("… and {count} more new badge: /badges", "… and {count} more new badges: /badges", more)
        lines.append(told.format(count=more))
    lines += [_("“{title}” is open again, since what proved it was undone.").format(title=t) for t in found.withdrawn]
    if not lines:
        return []
    return ["\n".join(lines), *([_level_row(found.levels[-1], user)] if found.levels else [])]


def earned_text(badges: Sequence[Earned], today: date) -> str:
    """Badges with what proved them, and when."""
    return "\n".join(f"{_name(badge)} · {ago(badge.day, today)}\n-# {badge.evidence or '–'}" for badge in badges)


def shared_text(badges: Sequence[Earned]) -> str:
    """The same for everybody, with the date."""
    return "\n".join(f"{_name(badge)} · {badge.day.isoformat()}\n-# {badge.evidence or '–'}" for badge in badges)


def ahead_text(standings: Sequence[Standing]) -> str:
    """Badges that are not earned yet, how one earns them, and how far one is."""
    return "\n".join(
        f"{state.badge.symbol} **{state.badge.title}** {_far(state)}\n-# {state.badge.description}"
        for state in standings
    )


def _far(state: Standing) -> str:
    count = _("{done} of {needed} {things}").format(
        done=f"{min(state.count, state.needed):,}", needed=f"{state.needed:,}", things=_things(state)
    )
    return f"{bar(min(state.count, state.needed), state.needed)} {count}"


def _things(state: Standing) -> str:
    """What a rule counts, in words."""
    rule, needed = state.badge.rule, state.needed
    if rule.different:
        return {
            Different.LEVEL: ngettext("level", "levels", needed),
            Different.PATH: ngettext("path", "paths", needed),
            Different.AXIS: ngettext("axis", "axes", needed),
            Different.KIND: ngettext("kind", "kinds", needed),
        }[rule.different]
    return {
        Fact.WARM_UPS: ngettext("exercise", "exercises", needed),
        Fact.CHALLENGES: ngettext("challenge", "challenges", needed),
        Fact.SHARED: ngettext("shared solution", "shared solutions", needed),
        Fact.TOPICS: ngettext("topic", "topics", needed),
        Fact.PROJECTS: ngettext("project", "projects", needed),
        Fact.EXITS: ngettext("exit criterion", "exit criteria", needed),
        Fact.QUIZZES: ngettext("quiz", "quizzes", needed),
        Fact.QUESTIONS: ngettext("question", "questions", needed),
        Fact.CARDS: ngettext("card", "cards", needed),
        Fact.REVIEW_DAYS: ngettext("day", "days", needed),
        Fact.PRACTICE_DAYS: ngettext("day", "days", needed),
        Fact.STREAK_DAYS: ngettext("day", "days", needed),
        Fact.ASSESSMENTS: ngettext("assessment", "assessments", needed),
        Fact.LEVELS: ngettext("level", "levels", needed),
        Fact.PLAN_DAYS: ngettext("task", "tasks", needed),
        Fact.XP: _("XP"),
    }[rule.count]


def _name(badge: Earned) -> str:
    return f"{badge.symbol} **{badge.title}**".strip()


def _new_line(badge: Earned) -> str:
    return _("{symbol} New badge: **{title}** · {evidence}").format(
        symbol=badge.symbol, title=badge.title, evidence=badge.evidence
    )


def _passed_line(passed: Passed) -> str:
    level = passed.level
    line = _("☑ You have passed **level {name} · {title}**.").format(name=level.name, title=level.title)
    if passed.next:
        onward = _("Next, if you like: level {name} · {title}.")
        line += " " + onward.format(name=passed.next.name, title=passed.next.title)
    return line


def _level_row(passed: Passed, user: int) -> list[navigation.Button]:
    onward = [navigation.take_level(user, passed.next.name)] if passed.next else []
    return [*onward, navigation.share_level(user, passed.level.name)]
