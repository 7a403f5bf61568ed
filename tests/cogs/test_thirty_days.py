"""/thirty-days: join, do the day's task, stay away and come back, finish, share, leave."""

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
import simcord

from bot.client import LearnBot
from bot.curriculum.linter import lint
from bot.domain.challenge import Challenge
from bot.domain.curriculum import Curriculum, Plan
from bot.domain.events import Kind
from bot.grader import Grader
from bot.services._learner import record
from tests.conftest import ROOT
from tests.screens import click, ids, labels, newest, press, words

DAY = 24 * 60 * 60
WEEK = 7
OPEN = "Open today's task"


@pytest.fixture
def plan(curriculum: Curriculum) -> Plan:
    """The plan that is shipped."""
    return curriculum.plans["plan.thirty-days"]


async def join(member: simcord.MemberActor, channel: simcord.ChannelHandle) -> simcord.InteractionResult:
    return await click(member, await member.slash(channel, "thirty-days"), "Join")


async def solve(bot: LearnBot, env: simcord.Env, member: simcord.MemberActor, challenge: str) -> None:
    """What is recorded when an answer passes."""
    await bot.db.write(lambda c: record(c, member.id, None, Kind.SOLVED, challenge, env.now()))


async def solve_all(bot: LearnBot, env: simcord.Env, member: simcord.MemberActor, plan: Plan) -> None:
    for day in plan.days:
        await solve(bot, env, member, day.challenge)


async def test_the_plan_explains_itself_and_joining_opens_day_one(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle, plan: Plan
) -> None:
    result = await ann.slash(channel, "thirty-days")
    assert newest(result).ephemeral
    assert plan.summary in words(result)
    assert "It never starts over" in words(result)
    joined = await click(ann, result, "Join")
    assert "▱▱▱▱▱▱ 0 of 30 days" in words(joined)
    assert f"Day 1 · {plan.days[0].title}" in words(joined)
    assert plan.days[0].why in words(joined)
    assert f"After that:** {plan.days[1].title}" in words(joined)
    assert plan.days[1].why not in words(joined)
    assert labels(joined) == [OPEN, "Leave"]


@pytest.mark.sandbox
@pytest.mark.xdist_group("sandbox")
async def test_the_button_leads_to_the_task_and_solving_it_ends_the_day(
    sandbox: Grader, bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle,
    plan: Plan,
) -> None:  # fmt: skip
    challenge = bot.curriculum.challenges[plan.days[0].challenge]
    task = await click(ann, await join(ann, channel), OPEN)
    assert challenge.statement in words(task)
    await ann.submit_modal(await click(ann, task, "Write my answer"), {"code": challenge.solution})
    result = await ann.slash(channel, "thirty-days")
    assert "1 of 30 days" in words(result)
    assert "☑ Done. That was your task for today." in words(result)
    begins = env.now().replace(hour=3, minute=0, second=0, microsecond=0)  # it is shortly after midnight
    assert f"Opens <t:{int(begins.timestamp())}:R>:** {plan.days[1].title}" in words(result)
    assert plan.days[1].why not in words(result)
    await env.advance_time(DAY)
    assert f"Day 2 · {plan.days[1].title}" in words(await ann.slash(channel, "thirty-days"))


async def test_after_three_missed_days_the_plan_has_waited(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle, plan: Plan
) -> None:
    await join(ann, channel)
    await solve(bot, env, ann, plan.days[0].challenge)
    await env.advance_time(4 * DAY)
    result = await ann.slash(channel, "thirty-days")
    assert "The plan has moved by 3 days and waited for you." in words(result)
    assert "1 of 30 days" in words(result)
    assert f"Day 2 · {plan.days[1].title}" in words(result)


async def test_giving_up_by_the_rules_ends_the_day_too(
    env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle, bot: LearnBot, plan: Plan
) -> None:
    result = await click(ann, await join(ann, channel), OPEN)
    hints = len(bot.curriculum.challenges[plan.days[0].challenge].hints)
    for number in range(1, hints + 1):
        result = await click(ann, result, f"Hint {number} of {hints}")
    await env.advance_time(20 * 60)
    await click(ann, result, "Give up…")
    assert "1 of 30 days" in words(await ann.slash(channel, "thirty-days"))


async def test_what_was_solved_before_joining_counts(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle, plan: Plan
) -> None:
    await solve(bot, env, ann, plan.days[0].challenge)
    await env.advance_time(DAY)
    shown = await ann.slash(channel, "thirty-days")
    assert "Done already: ▰▱▱▱▱▱ 1 of 30 days" in words(shown)
    assert f"Day 2 · {plan.days[1].title}" in words(await click(ann, shown, "Join"))


async def test_leaving_and_joining_again_loses_nothing(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle, plan: Plan
) -> None:
    joined = await join(ann, channel)
    await solve(bot, env, ann, plan.days[0].challenge)
    await env.advance_time(DAY)
    left = await click(ann, joined, "Leave")
    assert labels(left) == ["Join"]
    assert "1 of 30 days" in words(left)
    back = await click(ann, left, "Join")
    assert "1 of 30 days" in words(back)
    assert f"Day 2 · {plan.days[1].title}" in words(back)


async def test_looking_stores_nothing(bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    await ann.slash(channel, "thirty-days")
    assert await bot.db.read(lambda c: c.execute("SELECT count(*) FROM learner").fetchone()[0]) == 0


async def test_pressing_join_or_leave_twice_records_it_once(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for verb in ("leave", "join", "join", "leave", "leave"):
        await press(ann, channel, f"thirty-days:{verb}:{ann.id}")
    kinds = await bot.db.read(lambda c: [row["kind"] for row in c.execute("SELECT kind FROM event")])
    assert kinds == ["joined", "left"]


async def test_the_finish_is_private_until_it_is_shared(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, bob: simcord.MemberActor,
    channel: simcord.ChannelHandle, plan: Plan,
) -> None:  # fmt: skip
    await join(ann, channel)
    await solve_all(bot, env, ann, plan)
    result = await ann.slash(channel, "thirty-days")
    assert newest(result).ephemeral
    assert "You have finished Thirty days of Python" in words(result)
    assert "▰▰▰▰▰▰ 30 of 30 days" in words(result)
    shared = await click(ann, result, "Share")
    assert not newest(shared).ephemeral
    assert "Ann has finished Thirty days of Python" in words(shared)
    own = await click(bob, shared, "See my own")
    assert newest(own).ephemeral
    assert labels(own) == ["Join"]


async def test_sharing_before_the_finish_gets_a_sentence(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await join(ann, channel)
    refused = await press(ann, channel, f"thirty-days:share:{ann.id}")
    assert "once all thirty days are done" in words(refused)
    assert newest(refused).ephemeral


async def test_the_buttons_work_after_a_restart_and_only_for_their_owner(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle, plan: Plan
) -> None:
    offered = await ann.slash(channel, "thirty-days")
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    joined = await click(ann, offered, "Join")
    assert f"Day 1 · {plan.days[0].title}" in words(joined)
    assert f"thirty-days:leave:{ann.id}" in ids(joined)
    assert "belongs to another member" in words(await press(ann, channel, "thirty-days:leave:1"))


async def test_it_works_in_direct_messages_and_follows_the_member_into_a_guild(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle, plan: Plan
) -> None:
    offered = newest(await ann.user.slash("thirty-days"))
    assert "Day 1" in words(await ann.user.click(offered, label="Join"))
    await solve(bot, env, ann, plan.days[0].challenge)
    assert "1 of 30 days" in words(await ann.slash(channel, "thirty-days"))


async def test_every_day_of_the_plan_fits_its_screen(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle, plan: Plan
) -> None:
    await join(ann, channel)
    for number, day in enumerate(plan.days, 1):
        result = await ann.slash(channel, "thirty-days")
        assert f"Day {number} · {day.title}" in words(result)
        assert day.why in words(result)
        await solve(bot, env, ann, day.challenge)
        await env.advance_time(DAY)
    assert "You have finished" in words(await ann.slash(channel, "thirty-days"))


def weeks_of(curriculum: Curriculum, plan: Plan) -> list[list[Challenge]]:
    """The tasks of the plan by week; the last two days are a week of their own."""
    tasks = [curriculum.challenges[day.challenge] for day in plan.days]
    return [tasks[first : first + WEEK] for first in range(0, len(tasks), WEEK)]


def test_the_plan_rises_gently_to_level_3_and_no_task_comes_twice(curriculum: Curriculum, plan: Plan) -> None:
    order = list(curriculum.levels)
    full = [day for day in plan.days if day.number % WEEK]
    levels = [order.index(curriculum.challenges[day.challenge].level) for day in full]
    assert (levels[0], levels[-1]) == (order.index("00"), order.index("3"))
    assert all(0 <= after - before <= 1 for before, after in pairwise(levels))
    assert len({day.challenge for day in plan.days}) == len(plan.days) == 30


def test_every_seventh_day_is_a_lighter_one_and_the_weeks_grow_longer(curriculum: Curriculum, plan: Plan) -> None:
    weeks = weeks_of(curriculum, plan)
    for week in weeks[:-1]:
        assert week[-1].minutes == min(task.minutes for task in week)
    assert all("lighter day" in day.title for day in plan.days if day.number % WEEK == 0)
    means = [sum(task.minutes for task in week) / len(week) for week in weeks]
    assert means == sorted(means)


def test_kinds_and_themes_change_from_day_to_day(curriculum: Curriculum, plan: Plan) -> None:
    weeks = weeks_of(curriculum, plan)
    for week in weeks[:-1]:
        assert len({task.theme for task in week}) == WEEK
        assert len({task.kind for task in week}) >= 3
    kinds = [task.kind for week in weeks for task in week]
    assert all(len({*kinds[first : first + 3]}) > 1 for first in range(len(kinds) - 2))


def test_what_a_day_builds_on_came_before_it(plan: Plan) -> None:
    told = [(day.number, int(number)) for day in plan.days for number in re.findall(r"day (\d+)", day.why)]
    assert len(told) >= 4
    assert all(before < number for number, before in told)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("challenge.number-or-text", "challenge.film-minutes", "day 4 repeats 'challenge.film-minutes'"),
        ("challenge.number-or-text", "challenge.gone", "days[3].challenge: there is no 'challenge.gone'"),
        ("challenge.number-or-text", "concept.loops", "is no challenge"),
    ],
)
def test_a_mistake_in_a_plan_is_one_clear_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    file = tmp_path / "content" / "plans" / "thirty-days.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    lines = [str(line) for line in lint(tmp_path / "content", run=False).problems]
    assert any(line.startswith("content/plans/thirty-days.yaml:") and problem in line for line in lines), lines
