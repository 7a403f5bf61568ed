"""Nudges in the channels of levels: which one comes, what it says, and what members write in answer to it."""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.curriculum import Curriculum
from bot.domain.guild_jobs import BY_KIND, levels_in
from bot.domain.imported import kind_of
from bot.domain.nudges import ABOUT, Given, Nudge, NudgeKind, TeachBack, Votes, choose, suited, wording
from bot.errors import UserError
from bot.services._learner import ensure_learner
from bot.services.posts import Due
from bot.store.database import Database
from bot.store.nudges import (
    delete_votes,
    find_given,
    find_teach_back,
    given_since,
    given_to,
    members_on_projects,
    save_given,
    save_teach_back,
    save_vote,
    set_teach_back_message,
    votes_on,
)

A_WEEK = timedelta(days=7)
LEAST, MOST, LINES, MENTIONS = 20, 1200, 30, 2  # characters, lines and mentions of what members write
TITLE, WORK = 80, 1000
MENTION = re.compile(r"<(?:@[!&]?|#)\d+>|@everyone|@here")
EMPTY_LINES = re.compile(r"\n\s*\n\s*\n")
OUTDATED = "This nudge is no longer there. Newer ones still work."


@dataclass(frozen=True, slots=True)
class Picked:
    """The nudge of a day, in the wording of its turn. `members`: how many are on the project, if it is one."""

    nudge: Nudge
    wording: str
    members: int = 0


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is no nudge for a channel's day: none is written for its levels, or each came within sixty days."""

    written: bool


async def pick(db: Database, curriculum: Curriculum, due: Due) -> Picked | Nothing:
    """The nudge for a post; the same however often it is asked, as long as it is there."""
    return await db.write(lambda connection: _pick(connection, curriculum, due))


def find_nudge(curriculum: Curriculum, nudge_id: str) -> Nudge:
    """The nudge of an id. Raises UserError when it is gone."""
    nudge = curriculum.nudges.get(curriculum.canonical(nudge_id))
    if nudge is None:
        raise UserError(OUTDATED)
    return nudge


def title_of(curriculum: Curriculum, nudge_id: str) -> str:
    """What a nudge is about, as a title. Raises UserError when it is gone."""
    project = curriculum.projects.get(curriculum.canonical(nudge_id))
    return project.title if project else find_nudge(curriculum, nudge_id).title


def checked_words(text: str, most: int = MOST, least: int = LEAST) -> str:
    """What a member wrote, without a wall of empty lines. Raises UserError for what nobody could read."""
    text = EMPTY_LINES.sub("\n\n", text.strip())
    if len(text) > most:
        raise UserError(
            "That is {count} characters, and {most} fit. Say the most important part.", count=len(text), most=most
        )
    if text.count("\n") >= LINES:
        raise UserError("That is more than {most} lines. Say the most important part.", most=LINES)
    if len(MENTION.findall(text)) > MENTIONS:
        raise UserError("That mentions too many people. Write it without mentions; everybody here can read it.")
    if len(MENTION.sub("", text).strip()) < least:
        raise UserError("That is very short. Write a little more.")
    return text


async def begin_teach_back(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int, level: str, day: str, nudge: str, now: datetime
) -> TeachBack:
    """Note that a member explains a nudge; explained again, it has other words, so the votes begin anew."""
    found, when = find_nudge(curriculum, nudge), _day(day)

    def save(connection: sqlite3.Connection) -> TeachBack:
        ensure_learner(connection, user_id, now)
        begun = save_teach_back(connection, user_id, guild_id, level, when, found.id, now)
        delete_votes(connection, begun.number)
        return begun

    return await db.write(save)


async def remember_message(db: Database, number: int, message_id: int) -> None:
    """Note the message of an explanation."""
    await db.write(lambda connection: set_teach_back_message(connection, number, message_id))


async def vote(db: Database, user_id: int, guild_id: int | None, number: int, now: datetime, *, clear: bool) -> Votes:
    """Save what a member says of an explanation, and count. Raises UserError for one's own, or one that is gone."""

    def save(connection: sqlite3.Connection) -> Votes:
        found = find_teach_back(connection, number)
        if found is None or found.guild_id != guild_id:
            raise UserError("What I knew of this explanation is deleted, so there is nothing to vote on any more.")
        if found.user_id == user_id:
            raise UserError("This explanation is yours. The others say whether it is clear.")
        ensure_learner(connection, user_id, now)
        save_vote(connection, number, user_id, clear=clear)
        return votes_on(connection, number)

    return await db.write(save)


def _pick(connection: sqlite3.Connection, curriculum: Curriculum, due: Due) -> Picked | Nothing:
    post, level = due.post, BY_KIND[due.post.kind].level or ""
    levels = levels_in(due.settings, post.channel_id) or [level]
    members = members_on_projects(connection, post.guild_id, post.claimed_at - A_WEEK, _project_aliases(curriculum))
    pool = {nudge.id: nudge for nudge in (*curriculum.nudges.values(), *_together(curriculum, members))}
    past = [_today(curriculum, g) for g in given_to(connection, post.guild_id, levels, post.channel_id, post.day)]
    before = find_given(connection, post.guild_id, level, post.day)
    nudge = pool.get(_today(curriculum, before).nudge) if before else None
    if nudge is None:
        nearby = given_since(connection, post.guild_id, post.day - A_WEEK)
        nudge = choose(pool.values(), levels, post.guild_id, post.day, past, nearby)
        if nudge is None:
            return Nothing(bool(suited(pool.values(), levels)))
        save_given(connection, post.guild_id, level, post.channel_id, Given(post.day, nudge.id, nudge.kind))
    times = sum(given.nudge == nudge.id for given in past)
    text = wording(nudge, post.guild_id, times) if nudge.wordings else ""
    return Picked(nudge, text, members.get(nudge.id, 0))


def _together(curriculum: Curriculum, members: Mapping[str, int]) -> list[Nudge]:
    """The projects on which enough members are, each as a nudge for its level."""
    projects = [curriculum.projects[name] for name in sorted(members) if name in curriculum.projects]
    return [
        Nudge(project.id, project.title, NudgeKind.TOGETHER, frozenset({project.level}), ())
        for project in projects
        if members[project.id] >= ABOUT
    ]


def _project_aliases(curriculum: Curriculum) -> dict[str, str]:
    return {old: new for old, new in curriculum.aliases.items() if kind_of(old) == "project"}


def _today(curriculum: Curriculum, given: Given) -> Given:
    """The same under the id of today."""
    return Given(given.day, curriculum.canonical(given.nudge), given.kind)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(OUTDATED) from None
