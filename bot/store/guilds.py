"""What guilds chose."""

import sqlite3
from dataclasses import asdict
from datetime import date

from bot.domain.guild import GuildSetting

COLUMNS = "guild_id, challenge_channel, post_hour, zone, first_day, problem"


def save_guild(db: sqlite3.Connection, setting: GuildSetting) -> None:
    """Set what a guild chose."""
    db.execute(
        """
        INSERT INTO guild_setting (guild_id, challenge_channel, post_hour, zone, first_day, problem)
        VALUES (:guild_id, :challenge_channel, :post_hour, :zone, :first_day, :problem)
        ON CONFLICT (guild_id) DO UPDATE SET challenge_channel = excluded.challenge_channel,
            post_hour = excluded.post_hour, zone = excluded.zone, first_day = excluded.first_day,
            problem = excluded.problem
        """,
        {**asdict(setting), "first_day": str(setting.first_day)},
    )


def find_guild(db: sqlite3.Connection, guild_id: int) -> GuildSetting | None:
    """What a guild chose; None before anybody did."""
    sql = f"SELECT {COLUMNS} FROM guild_setting WHERE guild_id = :guild_id"  # noqa: S608
    row = db.execute(sql, {"guild_id": guild_id}).fetchone()
    return _setting(row) if row else None


def all_guilds(db: sqlite3.Connection) -> list[GuildSetting]:
    """What all guilds chose that get posts."""
    rows = db.execute(f"SELECT {COLUMNS} FROM guild_setting WHERE problem IS NULL ORDER BY guild_id")  # noqa: S608
    return [_setting(row) for row in rows]


def _setting(row: sqlite3.Row) -> GuildSetting:
    return GuildSetting(**{**dict(row), "first_day": date.fromisoformat(row["first_day"])})
