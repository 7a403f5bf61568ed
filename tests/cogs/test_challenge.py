"""/challenge: from the task over a wrong answer, hints and a verdict in plain words to the shared solution."""

import discord
import pytest
import simcord
from simcord.actors import _dispatch_actor_interaction

from bot.client import LearnBot
from bot.domain.puzzle import letters, puzzle_lines
from bot.errors import UserError
from bot.grader import Grader
from bot.services.daily import set_challenge_channel
from bot.services.discuss import place_for
from bot.services.grading import grade, submit
from bot.services.privacy import delete, export
from cogs.ui.layout import fitted
from cogs.ui.words import code_block
from tests.screens import click, labels, newest, pick, words

pytestmark = [pytest.mark.sandbox, pytest.mark.xdist_group("sandbox")]

TIDY = "challenge.tidy-guest-name"


async def answer(
    member: simcord.MemberActor, channel: simcord.ChannelHandle, challenge: str, code: str
) -> simcord.InteractionResult:
    shown = await member.slash(channel, "challenge", challenge=challenge)
    form = await click(member, shown, "Write my answer")
    return await member.submit_modal(form, {"code": code})


async def test_the_task_is_shown_with_examples_a_starter_and_a_file_to_download(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "challenge", challenge=TIDY)
    challenge = bot.curriculum.challenges[TIDY]
    assert challenge.statement in words(result)
    assert challenge.examples[0].source in words(result)
    assert newest(result).ephemeral
    (file,) = newest(result).attachments
    assert file.filename == "tidy_guest_name.py"
    assert (await file.read()).decode() == challenge.starter


async def test_every_challenge_fits_its_screen(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for challenge in bot.curriculum.challenges.values():
        result = await ann.slash(channel, "challenge", challenge=challenge.id)
        assert challenge.starter.strip().splitlines()[-1] in words(result)
        assert all(option in labels(result) for option in challenge.options)


async def test_a_wrong_answer_gets_the_first_failing_example_and_a_reason_in_plain_words(
    sandbox: Grader, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    challenge = bot.curriculum.challenges[TIDY]
    name = challenge.examples[0].expression.partition("(")[0]
    result = await answer(ann, channel, TIDY, f"def {name}(text):\n    text.strip()\n")
    assert f"of {len(challenge.all_checks)} checks pass · attempt 1" in words(result)
    assert challenge.examples[0].source in words(result)
    assert "return" in words(result)
    assert "To read: Functions" in words(result)
    assert labels(result)[0] == "Try again"
    task = await click(ann, result, "The task")
    assert f"1 attempt, the last one passed 0 of {len(challenge.all_checks)} checks" in words(task)


async def test_hints_come_one_at_a_time_and_the_solution_opens_after_three_and_some_time(
    sandbox: Grader, env: simcord.Env, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    challenge = bot.curriculum.challenges[TIDY]
    result = await ann.slash(channel, "challenge", challenge=TIDY)
    for number, hint in enumerate(challenge.hints, 1):
        result = await click(ann, result, f"Hint {number} of {len(challenge.hints)}")
        assert hint in words(result)
    refused = await click(ann, result, "Give up…")
    assert "The solution opens <t:" in words(refused)
    await env.advance_time(20 * 60)
    opened = await ann.click(result.response or newest(result), label="Give up…")
    assert challenge.solution.strip().splitlines()[0] in words(opened)


async def test_solving_earns_points_and_a_day_and_the_solution_can_be_shared(
    sandbox: Grader, bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    challenge = bot.curriculum.challenges[TIDY]
    result = await answer(ann, channel, TIDY, f"```py\r\n{challenge.solution}```")
    total = len(challenge.all_checks)
    assert f"{total} of {total}. Solved on attempt 1" in words(result)
    assert "+50 XP" in words(result)
    shared = await click(ann, result, "Share my solution")
    assert shared.response is not None
    assert not shared.response.ephemeral
    assert shared.response.components[1]["spoiler"] is True
    assert newest(shared).ephemeral  # what it earned is for the member alone
    assert f"New badge: **Shown around** · The solution of “{challenge.title}” was shared." in words(shared)
    progress = words(await ann.slash(channel, "progress"))
    assert "1 of the last 7 days" in progress
    assert "1 challenge solved · 50 XP" in progress
    again = await answer(ann, channel, TIDY, challenge.solution)
    assert "XP" not in words(again)


async def test_an_answer_that_a_stop_left_behind_is_graded_at_the_next_start(
    sandbox: Grader, env: simcord.Env, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    challenge = bot.curriculum.challenges[TIDY]
    await submit(bot.db, bot.curriculum, ann.id, None, TIDY, challenge.solution, env.now())
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, sandbox))
    assert "☑ solved" in words(await ann.slash(channel, "challenge", challenge=TIDY))
    verdict = await click(ann, await ann.slash(channel, "challenge", challenge=TIDY), "Last verdict")
    assert "Solved on attempt 1" in words(verdict)


async def test_a_file_can_be_handed_in_and_a_huge_or_unreadable_one_gets_a_sentence(
    sandbox: Grader, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    async def upload(content: bytes) -> str:
        shown = await ann.slash(channel, "challenge", challenge=TIDY)
        form = await click(ann, shown, "Write my answer")
        return words(await ann.submit_modal(form, {"code": "", "file": ("answer.py", content)}))

    solution = bot.curriculum.challenges[TIDY].solution
    assert "isn't UTF-8 text" in await upload(b"\xff\xfe\x00")
    assert "That file has 5000 KB" in await upload(b"x" * 5_000_000)
    assert "There is no code" in await upload(b"  \n")
    assert "Solved on attempt 1" in await upload(solution.replace("\n", "\r\n").encode())


async def test_what_a_program_prints_is_answered_with_a_button(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    predict = next(c for c in bot.curriculum.challenges.values() if c.options)
    wrong = next(option for option in predict.options if option != predict.solution.strip())
    result = await ann.slash(channel, "challenge", challenge=predict.id)
    assert "0 of 1 checks pass" in words(await click(ann, result, wrong))
    result = await ann.slash(channel, "challenge", challenge=predict.id)
    assert "1 of 1. Solved on attempt 2" in words(await click(ann, result, predict.solution.strip()))


async def test_a_program_runs_and_its_error_is_shown_in_words(
    sandbox: Grader, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    form = await ann.slash(channel, "run")
    result = await ann.submit_modal(form, {"code": "print(input().upper())\n1 / 0", "stdin": "tern\n"})
    assert "TERN" in words(result)
    assert "ZeroDivisionError" in words(result)
    assert "on line 2" in words(result)


async def test_what_a_program_prints_mentions_and_formats_nothing(
    sandbox: Grader, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    form = await ann.slash(channel, "run")
    code = "print('```\\n@everyone <@314159265358979323> **x** \\x1b[31m \\u202e')\nraise ValueError('```@here')"
    result = await ann.submit_modal(form, {"code": code, "stdin": ""})
    text = words(result)
    assert "@everyone" in text  # in a code block, which formats and mentions nothing
    assert text.count("```") == 4
    assert not {"\x1b"} & set(text)
    assert newest(result).message.mentions == []


async def test_the_code_of_somebody_elses_message_can_be_run(
    sandbox: Grader, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    message = await bob.send(channel, "look:\n```py\nprint('hi' * 2)\n```")
    result = await ann.context_menu(channel, "Run this code", message)
    assert "hihi" in words(result)
    assert newest(result).ephemeral
    plain = await bob.send(channel, "no code here")
    assert "There is no code block" in words(await ann.context_menu(channel, "Run this code", plain))


async def test_whoever_runs_too_much_is_asked_to_wait_however_they_run_it(
    sandbox: Grader, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    form = await ann.slash(channel, "run")
    for _ in range(5):
        data = {"custom_id": "run:code", "components": _fields(code="1", stdin="")}
        assert "Result" in words(await _dispatch_actor_interaction(ann, 5, channel, data))
    assert "That was quick. Try again in" in words(await ann.submit_modal(form, {"code": "1", "stdin": ""}))
    message = await ann.send(channel, "```py\n1\n```")
    assert "That was quick" in words(await ann.context_menu(channel, "Run this code", message))


def _fields(**values: str) -> list[dict[str, object]]:
    return [{"type": 18, "component": {"type": 4, "custom_id": name, "value": text}} for name, text in values.items()]


async def test_a_puzzle_is_solved_without_typing_and_costs_points(
    sandbox: Grader, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    challenge = bot.curriculum.challenges[TIDY]
    lines = puzzle_lines(challenge)
    right = [lines.index(line) for line in challenge.solution.splitlines() if line.strip()]
    result = await click(ann, await ann.slash(channel, "challenge", challenge=TIDY), "Puzzle version")
    result = await pick(ann, result, "puzzle:place", str(right[-1]))
    result = await click(ann, result, "Take the last line back")
    for index in right:
        result = await pick(ann, result, "puzzle:place", str(index))
    assert "Solved on attempt 1" in words(result)
    assert "+35 XP" in words(result)


async def test_every_puzzle_has_the_lines_of_the_solution_and_solves_its_challenge(bot: LearnBot) -> None:
    puzzles = [(c, puzzle_lines(c)) for c in bot.curriculum.challenges.values() if puzzle_lines(c)]
    assert len(puzzles) >= 20
    for challenge, lines in puzzles:
        assert sorted(lines) == sorted(line for line in challenge.solution.splitlines() if line.strip())
        assert all(len(line) <= 90 for line in lines), challenge.id
        biggest = f"puzzle:place:{2**63}:{challenge.id}:{letters(range(len(lines)))}"
        assert len(biggest) <= 100, challenge.id


async def test_the_code_of_a_message_is_graded_against_the_challenge_opened_last(
    sandbox: Grader, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    message = await ann.send(channel, f"```py\n{bot.curriculum.challenges[TIDY].solution}```")
    assert "which challenge" in words(await ann.context_menu(channel, "Grade this code", message))
    await ann.slash(channel, "challenge", challenge=TIDY)
    assert "Solved on attempt 1" in words(await ann.context_menu(channel, "Grade this code", message))


async def test_the_discussion_opens_to_those_who_solved_it_and_to_nobody_else(
    sandbox: Grader, bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor,
    guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
) -> None:  # fmt: skip
    await set_challenge_channel(bot.db, guild.id, ann.id, channel.id, 0, "UTC", discord.utils.utcnow())
    challenge = bot.curriculum.challenges[TIDY]
    await ann.slash(channel, "challenge", challenge=TIDY)
    now = discord.utils.utcnow()
    with pytest.raises(UserError, match="full of solutions"):
        await place_for(bot.db, bot.curriculum, ann.id, guild.id, TIDY, now)
    for member in (ann, bob):
        solved = await answer(member, channel, TIDY, challenge.solution)
        entered = await click(member, solved, "Discuss")
        assert "Come in: <#" in words(entered)
    (thread,) = channel.threads
    assert thread.name == challenge.title


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("", "There is no code"),
        ("   \n ", "There is no code"),
        ("def tidy_name(name):\n\tif name:\n        return name", "spaces"),
        ("print 'hello'", "Python 2"),
        ("function tidy(name) { return name; }", "JavaScript"),
        ("def tidy_name(name)\n    return name", "at the end of such a line"),
        ("x = 1\n" * 600, "tidy_name"),
    ],
)
async def test_bad_code_gets_a_helpful_sentence(
    sandbox: Grader, ann: simcord.MemberActor, channel: simcord.ChannelHandle, code: str, expected: str
) -> None:
    assert expected in words(await answer(ann, channel, TIDY, code))


async def test_a_pasted_session_and_windows_line_ends_are_accepted(
    sandbox: Grader, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    lines = bot.curriculum.challenges[TIDY].solution.strip().splitlines()
    session = "\r\n".join([f">>> {lines[0]}", *(f"... {line}" for line in lines[1:]), ">>> 1", "1"])
    assert "Solved on attempt 1" in words(await answer(ann, channel, TIDY, session))


async def test_back_ticks_never_end_a_code_block_and_a_long_one_is_closed_where_it_is_cut() -> None:
    for count in range(1, 9):
        assert code_block("x" + "`" * count).count("```") == 2
    (text,) = fitted([code_block("x = 1\n" * 2000)], 4000)
    assert len(text) <= 4000
    assert text.count("```") == 2


async def test_another_one_is_another_one(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    first = await ann.slash(channel, "challenge")
    title = words(first).splitlines()[0]
    second = await click(ann, first, "Another one")
    assert words(second).splitlines()[0] != title


async def test_a_topic_brings_a_challenge_about_it(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    assert "## " in words(await ann.slash(channel, "challenge", challenge="functions"))
    assert "no unsolved challenge about" in words(await ann.slash(channel, "challenge", challenge="volcanoes"))


async def test_a_double_click_takes_one_hint(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    task = await ann.slash(channel, "challenge", challenge=TIDY)
    await click(ann, task, "Hint 1 of 3")
    task = await ann.slash(channel, "challenge", challenge=TIDY)
    assert "Hint 2 of 3" in labels(task)


async def test_a_solution_is_shared_once_in_a_guild(
    sandbox: Grader, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    solved = await answer(ann, channel, TIDY, bot.curriculum.challenges[TIDY].solution)
    await click(ann, solved, "Share my solution")
    again = await ann.click(solved.response or newest(solved), label="Share my solution")
    assert "shared here already" in words(again)


async def test_nothing_of_hidden_checks_is_kept(
    sandbox: Grader, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await answer(ann, channel, TIDY, "def tidy_name(name):\n    print(repr(name))\n    raise ValueError(name)\n")
    kept = (await export(bot.db, ann.id, discord.utils.utcnow())).decode()
    for check in bot.curriculum.challenges[TIDY].checks:
        given = check.expression.partition("(")[2].strip("()' ")
        assert len(given) < 3 or given not in kept


async def test_data_that_is_deleted_while_it_is_graded_ends_in_a_sentence(
    sandbox: Grader, bot: LearnBot, ann: simcord.MemberActor
) -> None:
    now = discord.utils.utcnow()
    waiting = await submit(bot.db, bot.curriculum, ann.id, None, TIDY, "x = 1", now)
    await delete(bot.db, ann.id)
    with pytest.raises(UserError, match="deleted with the rest of your data"):
        await grade(bot.db, sandbox, bot.curriculum, waiting, now)
