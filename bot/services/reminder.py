"""What the one message of the day says: only what the member allowed, and only when there is something to say."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.challenge import Challenge
from bot.domain.curriculum import Curriculum
from bot.domain.daily import band_of
from bot.domain.events import PRACTICE, Event, Kind, practice
from bot.domain.learner import Learner
from bot.domain.personal_nudges import PersonalNudge
from bot.domain.reminder import (
    MISSED_DAYS,
    Claim,
    Reminding,
    Topic,
    allowed_until,
    is_ignored,
    is_late,
    missed_days,
    reports_on,
)
from bot.domain.streak import Streak, streak
from bot.domain.time_off import TimeOff, is_off
from bot.domain.weekly_goal import monday
from bot.errors import UserError
from bot.services._learner import learner_of, log_of
from bot.services._personal_nudge import level_below, nudge_for
from bot.services._short import short_exercise
from bot.services.daily import NOBODYS_GUILD, of_day
from bot.services.flashcards import Scope, session
from bot.services.guild_settings import settings_of
from bot.services.weekly_goal import goal_from
from bot.services.weekly_report import Report, weekly_report
from bot.store.reminder_messages import find_message, sent_days
from bot.store.reminders import StoredReminder, find_reminder
from bot.store.time_off import times_off
from bot.store.weekly_goals import find_goal

SMALL_PLAN_CARDS = 3
REMINDER_CHANNEL = "reminder-channel"
KINDS = (*PRACTICE, Kind.STARTED, Kind.UNDONE, Kind.SOLVED, Kind.GAVE_UP)


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards that are ready, the minutes that they take, and how many wait beyond what fits into the day."""

    ready: int
    minutes: int
    waiting: int


@dataclass(frozen=True, slots=True)
class OpenDaily:
    """Today's challenge at the member's level, and when its day ends."""

    challenge: Challenge
    until: datetime


@dataclass(frozen=True, slots=True)
class SmallPlan:
    """What to offer after a break: a few cards (0: none are ready), a tiny exercise, and perhaps the level below."""

    cards: int
    exercise: Challenge | None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the message says. `rhythm`: days practised of the last seven; `farewell`: it is the last one.

    `hour` is the one that the member's clock shows; `topics` are those that it mentions. `until`: it may not come then.
    """

    claim: Claim
    language: str | None
    hour: int
    late: bool
    until: datetime
    cards: Cards | None = None
    daily: OpenDaily | None = None
    rhythm: int | None = None
    at_risk: bool = False
    report: Report | None = None
    nudge: PersonalNudge | None = None
    small: SmallPlan | None = None
    farewell: bool = False

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What the message mentions."""
        mentioned = {
            Topic.CARDS: self.cards,
            Topic.DAILY: self.daily,
            Topic.STREAK: self.rhythm is not None or self.at_risk,
            Topic.REPORT: self.report,
            Topic.NUDGES: self.nudge,
        }
        return tuple(topic for topic, said in mentioned.items() if said)


def reminder_for(
    connection: sqlite3.Connection, curriculum: Curriculum, claim: Claim, now: datetime
) -> Reminder | None:
    """What a claimed message says; None when there is nothing to say, or the member wants none any more."""
    stored = find_reminder(connection, claim.user_id)
    if stored is None or not _still_wanted(connection, stored, claim):
        return None
    learner, off = learner_of(connection, claim.user_id), times_off(connection, claim.user_id)
    log = log_of(connection, curriculum, claim.user_id, KINDS)
    practised, today = practice(log), claim.message.day
    if is_off(today, off) or learner.calendar.day(now) != today:
        return None
    found = _mentions(connection, curriculum, stored.reminding, claim, learner, log, off, now)
    since = learner.calendar.day(stored.since)
    if Topic.NUDGES in stored.reminding.topics:
        knows_it = Topic.REPORT in stored.reminding.topics or find_goal(connection, claim.user_id) is not None
        goal = goal_from(connection, learner, practised, now) if knows_it else None
        shrank = monday(today) if goal and goal.change < 0 else None
        found = replace(found, nudge=nudge_for(connection, learner, log, since, today, off, shrank))
    if not (found.cards or found.daily or found.at_risk or found.report or found.nudge):
        return None
    signs = [stored.seen_at, *(event.at for event in practised[-1:])]
    if is_ignored(sent_days(connection, claim.user_id, max(signs)), today, off):
        return replace(found, farewell=True)
    last = max([since, *(event.day for event in practised[-1:])])
    away = missed_days(last, today, off) >= MISSED_DAYS
    return _with_small_plan(curriculum, learner, log, found, away=away) if away or found.nudge else found


def _with_small_plan(
    curriculum: Curriculum, learner: Learner, log: list[Event], found: Reminder, *, away: bool
) -> Reminder:
    """Something small instead of everything: fewer cards after a break, and a level below on the way back."""
    ready = found.cards.ready if found.cards else 0
    exercise = short_exercise(curriculum, learner.level, log, found.claim.message.day)
    recovers = found.nudge is PersonalNudge.RECOVERY and found.claim.guild_id is None  # it is nobody else's business
    level = level_below(curriculum, learner.level) if recovers else None
    small = SmallPlan(min(ready, SMALL_PLAN_CARDS) if away else ready, exercise, level)
    return replace(found, small=small if small.cards or exercise else None)


def _still_wanted(connection: sqlite3.Connection, stored: StoredReminder, claim: Claim) -> bool:
    """Whether the claim stands, and the member still wants to be reminded, at the place for which it was made."""
    standing = find_message(connection, claim.user_id, claim.message.day)
    place = stored.reminding.guild_id if stored.reminding.in_channel else None
    claimed = standing is not None and standing.message == claim.message and claim.message.message_id is None
    if place is not None and settings_of(connection, place).channel(REMINDER_CHANNEL) != claim.channel_id:
        return False
    return claimed and stored.reminding.on and stored.problem is None and place == claim.guild_id


def _mentions(
    connection: sqlite3.Connection,
    curriculum: Curriculum,
    reminding: Reminding,
    claim: Claim,
    learner: Learner,
    log: list[Event],
    off: list[TimeOff],
    now: datetime,
) -> Reminder:
    """Everything that there is to say and that the member allowed."""
    topics, today = reminding.topics, claim.message.day
    rhythm = streak(practice(log), learner.calendar, now, off)
    last_day = today.weekday() == reports_on(reminding.weekdays)
    report = weekly_report(connection, learner, log, now) if Topic.REPORT in topics and last_day else None
    return Reminder(
        claim,
        learner.language,
        now.astimezone(learner.calendar.zone).hour,
        is_late(claim.planned_at, now),
        allowed_until(reminding.quiet, learner.calendar, now),
        cards=_cards(connection, curriculum, learner, now) if Topic.CARDS in topics else None,
        daily=_daily(connection, curriculum, reminding, learner, log, now) if Topic.DAILY in topics else None,
        rhythm=(rhythm.active_days or None) if Topic.STREAK in topics else None,
        at_risk=Topic.STREAK in topics and _at_risk(rhythm),
        report=report if report and not report.empty else None,
    )


def _at_risk(rhythm: Streak) -> bool:
    """Whether several days in a row end today, with no freeze to cover it."""
    return rhythm.current > 1 and not rhythm.done_today and not rhythm.freezes


def _cards(connection: sqlite3.Connection, curriculum: Curriculum, learner: Learner, now: datetime) -> Cards | None:
    load = session(connection, curriculum, learner.user_id, Scope(), now).load
    if not load.due or not load.left:
        return None
    return Cards(load.left, load.minutes_left, load.due if load.backlog else 0)


def _daily(
    connection: sqlite3.Connection,
    curriculum: Curriculum,
    reminding: Reminding,
    learner: Learner,
    log: list[Event],
    now: datetime,
) -> OpenDaily | None:
    """Today's challenge in the member's server, unless they have done one of the day's three."""
    guild_id = reminding.guild_id or NOBODYS_GUILD
    calendar = settings_of(connection, guild_id).calendar
    day = calendar.day(now)
    try:
        challenges = of_day(curriculum, guild_id, str(day)).challenges
    except UserError:  # there are no challenges to choose from
        return None
    done = {event.item for event in log if event.kind in (Kind.SOLVED, Kind.GAVE_UP)}
    if any(challenge.id in done for challenge in challenges.values()):
        return None
    return OpenDaily(challenges[band_of(learner.level)], calendar.start(day + timedelta(days=1)))
