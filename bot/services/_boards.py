"""Keeping the boards of a member's guilds up to date, within the transaction in which they earned something."""

import sqlite3
from datetime import datetime

from bot.domain.cohort import month_of
from bot.domain.curriculum import Curriculum
from bot.domain.daily import band_of
from bot.domain.leaderboard import board_week, week_points
from bot.domain.xp import gains
from bot.services._learner import learner_of, log_of
from bot.services.guild_settings import settings_of
from bot.store.cohorts import find_member
from bot.store.leaderboard import Row, guilds_with_boards_of, save_row


def refresh_boards(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, now: datetime) -> None:
    """Work out anew what a member has earned this week, for every guild in whose board they take part."""
    for guild_id in guilds_with_boards_of(connection, user_id):
        save_row(connection, board_row(connection, curriculum, guild_id, user_id, now))


def board_row(
    connection: sqlite3.Connection, curriculum: Curriculum, guild_id: int, user_id: int, now: datetime
) -> Row:
    """What a member has earned in a guild's week, from their log."""
    calendar = settings_of(connection, guild_id).calendar
    week, month = board_week(calendar, now), month_of(calendar.day(now))
    cohort = month if find_member(connection, guild_id, month, user_id) else ""
    points = week_points(gains(curriculum, log_of(connection, curriculum, user_id)), week)
    band = band_of(learner_of(connection, user_id).level)
    return Row(guild_id, user_id, week.monday, band.value, cohort, points)
