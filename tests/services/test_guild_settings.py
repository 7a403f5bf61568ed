"""Every setting of a guild is defined well, changed whole or not at all, and adopted only where nothing was chosen."""

import sqlite3
from datetime import UTC, datetime

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.guild_jobs import JOBS
from bot.domain.guild_settings import BY_NAME, LEVELS, SETTINGS, GuildSettings, SettingDefinition, SettingKind
from bot.errors import UserError
from bot.services._setting_values import checked
from bot.services.guild_settings import adopt, load_guild_settings, recent_changes, set_setting, set_settings
from bot.store.database import Database

GUILD, ANN = 161803398874989484, 314159265358979323
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize("definition", SETTINGS, ids=lambda definition: definition.name)
def test_every_setting_has_help_in_a_sentence_and_a_default_that_it_may_have(definition: SettingDefinition) -> None:
    assert definition.help.endswith(".")
    assert len(definition.help) <= 100  # as an option of a select
    assert checked(definition, definition.default) == definition.default
    by_id = definition.kind in (SettingKind.CHANNEL, SettingKind.ROLE)
    assert bool(definition.default) is not by_id


def test_no_two_settings_have_one_name_and_every_level_has_its_channel_and_role(curriculum: Curriculum) -> None:
    assert len(BY_NAME) == len(SETTINGS)
    assert tuple(curriculum.levels) == LEVELS
    for level in LEVELS:
        assert {f"level-{level}-channel", f"level-{level}-role"} <= set(BY_NAME)


def test_every_job_names_settings_that_there_are() -> None:
    for job in JOBS:
        assert BY_NAME[job.channel].kind is SettingKind.CHANNEL
        assert BY_NAME[job.switch].kind is SettingKind.SWITCH
        assert job.weekdays is None or BY_NAME[job.weekdays].kind is SettingKind.WEEKDAYS


def test_a_guild_that_chose_nothing_gets_nothing_posted() -> None:
    assert not any(job.is_on(GuildSettings(GUILD, {})) for job in JOBS)


async def test_of_several_values_all_are_saved_or_none(db: Database) -> None:
    with pytest.raises(UserError, match="An hour is a number"):
        await set_settings(db, GUILD, ANN, {"nudges": "on", "post-hour": "24"}, NOW)
    assert (await load_guild_settings(db, GUILD)).chosen == {}
    settings = await set_settings(db, GUILD, ANN, {"nudges": "YES", "post-hour": "08:00"}, NOW)
    assert settings.chosen == {"nudges": "on", "post-hour": "8"}
    assert {(line.user_id, line.name, line.before, line.after) for line in await recent_changes(db, GUILD, 9)} == {
        (ANN, "nudges", None, "on"),
        (ANN, "post-hour", None, "8"),
    }


async def test_no_value_brings_the_default_back_and_the_same_value_again_is_no_change(db: Database) -> None:
    for value in ("20", "20", ""):
        await set_setting(db, GUILD, ANN, "post-hour", value, NOW)
    assert (await load_guild_settings(db, GUILD)).hour("post-hour") == 9
    lines = [(line.before, line.after) for line in await recent_changes(db, GUILD, 9)]
    assert lines == [("20", None), (None, "20")]


async def test_adopting_sets_only_what_nobody_has_chosen(db: Database) -> None:
    await set_setting(db, GUILD, ANN, "help-channel", "7", NOW)

    def take(connection: sqlite3.Connection) -> GuildSettings:
        return adopt(connection, GUILD, ANN, {"help-channel": "8", "general-channel": "9"}, NOW)

    settings = await db.write(take)
    assert (settings.channel("help-channel"), settings.channel("general-channel")) == (7, 9)
