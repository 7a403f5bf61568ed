"""What holds for every feature: commands, custom_ids, errors, languages."""

import logging
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

from bot import i18n
from bot.client import LearnBot, cog_names
from cogs.ui import navigation, zones
from tests.conftest import ROOT
from tests.screens import click, labels, pick, posts, text_of, words

PUBLIC_IDS = {
    "assess:begin:{owner}:{depth}",
    "assess:instead:{owner}:{depth}",
    "assess:level:{owner}:{sitting}:{level}",
    "assess:mistakes:{owner}:{sitting}:{number}",
    "assess:open:{owner}",
    "assess:rate-other:{owner}:{statements}:{page}",
    "assess:rate:{owner}:{page}",
    "assess:result:{owner}:{sitting}",
    "assess:self-other:{owner}:{statements}",
    "assess:self:{owner}",
    "badges:mine",
    "badges:open:{owner}",
    "badges:page:{owner}:{page}",
    "badges:share:{owner}",
    "cards:add:{owner}",
    "cards:ask-delete:{owner}:{card}",
    "cards:ask-suggest:{owner}:{card}",
    "cards:delete:{owner}:{card}",
    "cards:edit:{owner}:{card}",
    "cards:keep:{owner}:{card}",
    "cards:suggest:{owner}:{card}",
    "challenge:another:{owner}",
    "challenge:choose:{owner}:{challenge}:{option}",
    "challenge:give-up:{owner}:{challenge}",
    "challenge:hint:{owner}:{challenge}:{number}",
    "challenge:open:{owner}:{challenge}",
    "challenge:share:{owner}:{challenge}",
    "challenge:verdict:{owner}:{challenge}",
    "challenge:write:{owner}:{challenge}",
    "cohort:buddy:{owner}",
    "cohort:hello:{owner}:{pair}",
    "cohort:join:{owner}",
    "cohort:leave:{owner}",
    "cohort:mine:{day}",
    "cohort:open:{owner}",
    "cohort:seek:{owner}",
    "cohort:skip:{owner}:{pair}",
    "cohort:stop:{owner}",
    "checkpoint:all:{owner}",
    "checkpoint:compare:{owner}:{checkpoint}",
    "checkpoint:open:{owner}:{checkpoint}",
    "checkpoint:pick:{owner}",
    "checkpoint:task:{owner}:{checkpoint}",
    "concept:open:{owner}:{concept}",
    "concept:show:{owner}:{concept}",
    "discuss:open:{owner}:{challenge}",
    "puzzle:back:{owner}:{challenge}:{order}",
    "puzzle:open:{owner}:{challenge}",
    "puzzle:place:{owner}:{challenge}:{order}",
    "daily:door:{day}:{band}",
    "daily:shared:{day}",
    "decks:card:{owner}:{deck}",
    "decks:cards:{owner}:{deck}:{page}",
    "decks:how:{owner}",
    "decks:new-per-day:{owner}",
    "decks:open:{owner}",
    "decks:page:{owner}:{page}",
    "decks:pick:{owner}",
    "decks:reset:{owner}:{card}",
    "decks:retention:{owner}",
    "decks:suspend:{owner}:{card}:{suspended}",
    "decks:take:{owner}:{deck}:{enabled}",
    "done:again:{owner}:{item}",
    "done:evidence:{owner}:{item}",
    "done:undo:{owner}:{item}",
    "flashcards:begin:{owner}",
    "flashcards:beyond:{owner}:{deck}",
    "flashcards:deck:{owner}:{deck}",
    "flashcards:off:{owner}:{card}",
    "flashcards:rate:{owner}:{card}:{rating}:{number}:{scope}:{since}",
    "flashcards:show:{owner}:{card}:{number}:{scope}:{since}",
    "guide:all:{owner}",
    "guide:build:{owner}",
    "guide:modules:{owner}",
    "guide:open:{owner}:{guide}",
    "guide:pick:{owner}",
    "leaderboard:compare:{owner}:{value}",
    "leaderboard:join:{owner}",
    "leaderboard:leave:{owner}",
    "leaderboard:open:{owner}:{scope}",
    "levels:open:{owner}",
    "levels:pick:{owner}",
    "levels:share:{owner}:{level}",
    "levels:take:{owner}:{level}",
    "privacy:ask:{owner}",
    "privacy:delete:{owner}",
    "privacy:export:{owner}",
    "privacy:keep:{owner}",
    "next:open:{owner}",
    "next:refuse:{owner}",
    "next:take:{owner}:{kind}:{item}",
    "project:more:{owner}:{level}:{path}:{hours}:{number}",
    "project:open:{owner}:{project}",
    "progress:mine",
    "progress:open:{owner}",
    "progress:share:{owner}",
    "question:back:{owner}:{sitting}:{place}:{order}",
    "question:choose:{owner}:{sitting}:{place}:{option}",
    "question:next:{owner}:{sitting}",
    "question:off:{owner}:{sitting}:{place}",
    "question:order:{owner}:{sitting}:{place}:{order}",
    "question:tick:{owner}:{sitting}:{place}",
    "question:type:{owner}:{sitting}:{place}",
    "question:unknown:{owner}:{sitting}:{place}",
    "nudge:explain:{level}:{day}:{nudge}",
    "nudge:read:{nudge}",
    "nudge:reveal:{nudge}",
    "nudge:show:{nudge}",
    "nudge:stuck",
    "nudge:talk:{level}:{day}:{nudge}",
    "nudge:vote:{number}:{vote}",
    "quiz:another:{owner}",
    "quiz:open:{owner}:{quiz}",
    "quiz:practise:{owner}:{quiz}",
    "recap:mine:{day}",
    "recap:shared:{day}",
    "remind:goal:{owner}",
    "remind:hours:{owner}",
    "remind:later:{owner}:{day}:{turn}",
    "remind:mention:{owner}:{mention}:{wanted}",
    "remind:off:{owner}",
    "remind:on:{owner}",
    "remind:open:{owner}",
    "remind:place:{owner}",
    "remind:resume:{owner}:{day}",
    "remind:stop:{owner}",
    "remind:tomorrow:{owner}:{day}",
    "remind:topics:{owner}",
    "remind:weekdays:{owner}",
    "remind:weekly-goal:{owner}",
    "roadmap:done:{owner}:{item}",
    "roadmap:goal:{owner}:{track}",
    "roadmap:next:{owner}",
    "roadmap:overview:{owner}",
    "roadmap:path:{owner}:{path}",
    "roadmap:pick-path:{owner}",
    "roadmap:pick-topic:{owner}",
    "roadmap:pick-track:{owner}",
    "roadmap:project:{owner}:{project}",
    "roadmap:stage:{owner}:{path}:{stage}",
    "roadmap:topic:{owner}:{topic}",
    "roadmap:tracks:{owner}",
    "roadmap:undo:{owner}:{item}",
    "server:ask-zone:{owner}",
    "server:audit:{owner}:{page}",
    "server:channel:{owner}:{setting}",
    "server:days:{owner}:{setting}",
    "server:default:{owner}:{setting}",
    "server:group:{owner}",
    "server:page:{owner}:{group}",
    "server:pick:{owner}:{group}",
    "server:post:{owner}",
    "server:posts:{owner}",
    "server:role:{owner}:{setting}",
    "server:status:{owner}",
    "server:switch:{owner}:{setting}:{value}",
    "server:value:{owner}:{setting}",
    "settings:goal:{owner}",
    "setup:apply:{owner}",
    "setup:ask-undo:{owner}",
    "setup:page:{owner}:{page}",
    "setup:plan:{owner}",
    "setup:standard:{owner}",
    "setup:undo:{owner}",
    "settings:language:{owner}",
    "settings:look:{owner}",
    "settings:open:{owner}",
    "settings:rollover:{owner}",
    "settings:visibility:{owner}:{visibility}",
    "start:open",
    "start:warm-up:{owner}:{level}:{option}",
    "start:welcome:{owner}",
    "study-room:again:{room}",
    "study-room:all:{owner}",
    "study-room:join:{owner}:{project}",
    "study-room:leave:{owner}:{room}",
    "study-room:pick:{owner}",
    "stuck:ask:{owner}:{question}",
    "stuck:change:{owner}:{question}",
    "stuck:open:{owner}",
    "stuck:solved:{asker}:{question}",
    "stuck:thank:{owner}",
    "thanks:mentor:{owner}:{on}",
    "thirty-days:join:{owner}",
    "thirty-days:leave:{owner}",
    "thirty-days:mine",
    "thirty-days:share:{owner}",
    "time-off:ask:{owner}",
    "time-off:end:{owner}:{first}",
    "time-off:open:{owner}",
    "zone:retype:{owner}:{then}",
    "zone:take:{owner}:{then}:{zone}",
}
FORM_IDS = {
    "assess:rated-other:{owner}:{statements}:{page}",
    "assess:rated:{owner}:{page}",
    "cards:changed:{owner}:{card}",
    "cards:new:{owner}",
    "challenge:answer:{owner}:{challenge}",
    "flashcards:report:{owner}:{card}",
    "nudge:explained:{level}:{day}:{nudge}",
    "nudge:shown:{nudge}",
    "question:report:{owner}:{sitting}:{place}",
    "question:ticked:{owner}:{sitting}:{place}",
    "question:typed:{owner}:{sitting}:{place}",
    "run:code",
    "done:proof:{owner}:{item}",
    "remind:typed:{owner}",
    "server:zone:{owner}",
    "start:answers:{owner}",
    "stuck:question:{owner}:{question}",
    "time-off:take:{owner}",
    "zone:typed:{owner}:{then}",
}


def controls(bot: LearnBot) -> list[Any]:
    return list(bot._connection._view_store._dynamic_items.values())


def forms(bot: LearnBot) -> list[Any]:
    return list(bot.forms.values())


async def test_the_custom_ids_are_a_public_format_that_never_changes(env: simcord.Env, bot: LearnBot) -> None:
    assert {control.id_format for control in controls(bot)} == PUBLIC_IDS
    assert {form.id_format for form in forms(bot)} == FORM_IDS


async def test_every_button_that_leads_to_another_feature_is_answered_there(env: simcord.Env, bot: LearnBot) -> None:
    led_to = {value for name, value in vars(navigation).items() if name.isupper() and isinstance(value, str)}
    known = {control.id_format for control in controls(bot)}
    assert (led_to - {"GREEN", "QUIET"}) | {zones.TAKE, zones.RETYPE} <= known


async def test_the_next_steps_name_commands_that_exist(env: simcord.Env, bot: LearnBot) -> None:
    commands = {command.name for command in bot.tree.get_commands()}
    assert {command for command, _ in navigation.next_steps()} <= commands


async def test_no_two_kinds_of_control_answer_to_one_id(env: simcord.Env, bot: LearnBot) -> None:
    for control in controls(bot):
        example = control.id_format.replace("{", "").replace("}", "")
        assert sum(bool(other.__discord_ui_compiled_template__.fullmatch(example)) for other in controls(bot)) == 1


async def test_every_command_describes_itself_and_its_options(env: simcord.Env, bot: LearnBot) -> None:
    assert len(cog_names()) == len(bot.cogs)
    for command in bot.tree.walk_commands():
        if isinstance(command, discord.app_commands.ContextMenu):
            continue
        assert 10 <= len(command.description) <= 100
        for parameter in getattr(command, "parameters", []):
            assert parameter.description != "…", f"/{command.name} {parameter.name}"


async def test_personal_commands_work_everywhere_and_those_of_a_server_only_there(
    env: simcord.Env, bot: LearnBot
) -> None:
    for command in bot.tree.get_commands():
        payload = command.to_dict(bot.tree)
        of_a_server = payload["default_member_permissions"] is not None
        assert payload["contexts"] == ([0] if of_a_server else [0, 1, 2]), command.name
        assert payload["integration_types"] == ([0] if of_a_server else [0, 1]), command.name


async def test_commands_are_sent_once_and_again_only_when_they_change(
    env: simcord.Env, bot: LearnBot, caplog: pytest.LogCaptureFixture
) -> None:
    def puts() -> int:
        return sum(request.method == "PUT" and "/commands" in request.path for request in env.http_requests)

    assert puts() == 1
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    assert puts() == 1
    changed = LearnBot(bot.db, bot.curriculum, bot.grader)

    @changed.tree.command(description="A command that was not there before")
    async def fresh(interaction: discord.Interaction) -> None: ...

    await env.restart_bot(changed)
    assert puts() == 2


async def test_a_fault_of_ours_is_logged_and_answered_in_words(
    db: Any, curriculum: Any, grader: Any, caplog: pytest.LogCaptureFixture
) -> None:
    bot = LearnBot(db, curriculum, grader)

    @bot.tree.command(description="Always fails")
    async def broken(interaction: discord.Interaction) -> None:
        raise ZeroDivisionError("a secret detail")

    async with simcord.run(bot, check_errors=False) as env:
        channel = env.create_guild().create_text_channel("general")
        ann = env.guild.add_member(env.create_user("ann"))
        result = await ann.slash(channel, "broken")
    assert "Something broke on my side" in words(result)
    assert "secret" not in words(result)
    assert [record.levelno for record in caplog.records if record.name == "bot.client"].count(logging.ERROR) == 1


async def test_a_database_that_fails_is_answered_in_words_also_behind_a_button(
    db: Any, curriculum: Any, grader: Any, caplog: pytest.LogCaptureFixture
) -> None:
    bot = LearnBot(db, curriculum, grader)
    async with simcord.run(bot, check_errors=False) as env:
        channel = env.create_guild().create_text_channel("general")
        ann = env.guild.add_member(env.create_user("ann"))
        result = await ann.slash(channel, "roadmap")
        await db.write(lambda connection: connection.execute("DROP TABLE event"))
        result = await click(ann, result, "My progress")
    assert "Something broke on my side" in words(result)


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language in which every text that goes through gettext stands in brackets."""
    catalogue = Catalog(locale="de")
    for folder in ("bot", "cogs"):
        keywords = {"_": None, "ngettext": (1, 2), "UserError": None, "N_": None}
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, keywords=keywords):
            forms = message if isinstance(message, tuple) else (message,)
            catalogue.add(message, [f"⟦{form}⟧" for form in forms] if len(forms) > 1 else f"⟦{forms[0]}⟧")
    target = tmp_path / "de" / "LC_MESSAGES" / "bot.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(i18n, "LOCALE_DIR", tmp_path)


async def test_whatever_a_member_reads_is_in_their_language(
    pseudo: None, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    settings = await ann.slash(channel, "settings")
    await pick(ann, settings, "settings:language", "de")
    for command in ("roadmap", "progress", "settings", "privacy"):
        result = await ann.slash(channel, command)
        assert all("⟦" in label for label in labels(result)), (command, labels(result))
        assert "⟦" in words(result).splitlines()[0]
    refused = await ann.slash(channel, "undo", item="cooking")
    assert words(refused).startswith("⟦I don't know “cooking”.")


async def test_what_comes_by_itself_is_in_the_language_that_was_chosen_and_else_in_english(
    pseudo: None, env: simcord.Env, bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
) -> None:  # fmt: skip
    for member in (ann, bob):
        await click(member, await member.slash(channel, "remind"), "Turn on")
    await pick(ann, await ann.slash(channel, "settings"), "settings:language", "de")
    await env.advance_time(18 * 60 * 60)
    await bot.catch_up()
    (hers,), (his,) = (posts(member.user.dm_channel) for member in (ann, bob))
    assert all(line.startswith("⟦") for line in text_of(hers).splitlines())
    assert text_of(his).startswith("Good evening.")
