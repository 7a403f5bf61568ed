"""What guilds chose."""

import sqlite3
from dataclasses import asdict

from bot.domain.guild import GuildSetting

COLUMNS = "guild_id, challenge_channel, post_hour, zone, problem"


def save_guild(db: sqlite3.Connection, setting: GuildSetting) -> None:
    """Set what a guild chose."""
    db.execute(
        """
        INSERT INTO guild_setting (guild_id, challenge_channel, post_hour, zone, problem)
        VALUES (:guild_id, :challenge_channel, :post_hour, :zone, :problem)
        ON CONFLICT (guild_id) DO UPDATE SET challenge_channel = excluded.challenge_channel,
            post_hour = excluded.post_hour, zone = excluded.zone, problem = excluded.problem
        """,
        asdict(setting),
    )


def find_guild(db: sqlite3.Connection, guild_id: int) -> GuildSetting | None:
    """What a guild chose; None before anybody did."""
    sql = f"SELECT {COLUMNS} FROM guild_setting WHERE guild_id = :guild_id"  # noqa: S608
    row = db.execute(sql, {"guild_id": guild_id}).fetchone()
    return GuildSetting(**row) if row else None


def all_guilds(db: sqlite3.Connection) -> list[GuildSetting]:
    """What all guilds chose that get posts."""
    rows = db.execute(f"SELECT {COLUMNS} FROM guild_setting WHERE problem IS NULL ORDER BY guild_id")  # noqa: S608
    return [GuildSetting(**row) for row in rows]
