"""Which nudge a level's channel gets: none twice within sixty days, kinds in turn, a pause when none is left."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.curriculum import Curriculum
from bot.domain.guild_jobs import NUDGES, levels_in
from bot.domain.guild_settings import LEVELS, GuildSettings
from bot.domain.nudges import SPACING, Given, Nudge, NudgeKind, choose, suited, wording

START = date(2026, 5, 14)
KINDS = list(NudgeKind)
guilds = st.integers(1, 2**63)


def a_nudge(number: int, kind: NudgeKind = NudgeKind.TIP, *levels: str) -> Nudge:
    return Nudge(f"nudge.n{number}", f"N{number}", kind, frozenset(levels or ("3",)), ("One way", "Another way"))


def many(count: int, kinds: list[NudgeKind] | None = None) -> list[Nudge]:
    kinds = kinds or KINDS
    return [a_nudge(number, kinds[number % len(kinds)]) for number in range(count)]


def live(pools: list[list[Nudge]], guild: int, days: list[date]) -> list[Given]:
    """What a channel of level 3 was given on some days; the content changes between them."""
    past: list[Given] = []
    for number, day in enumerate(days):
        nudge = choose(pools[number * len(pools) // len(days)], ["3"], guild, day, past)
        if nudge:
            past.append(Given(day, nudge.id, nudge.kind))
    return past


@st.composite
def contents(draw: st.DrawFn) -> list[list[Nudge]]:
    """What authors offer over the years: nudges come, go and come back, and may change their kind."""
    numbers = st.sets(st.integers(0, 40), max_size=41)
    kinds = st.sampled_from(KINDS)
    return [[a_nudge(n, draw(kinds)) for n in sorted(draw(numbers))] for _ in range(draw(st.integers(1, 6)))]


@settings(max_examples=60)
@given(contents(), guilds, st.sets(st.integers(0, 6), min_size=1), st.integers(0, 3000))
def test_none_comes_twice_within_sixty_days_whatever_authors_change(
    pools: list[list[Nudge]], guild: int, weekdays: set[int], offset: int
) -> None:
    days = [START + timedelta(days=offset + count) for count in range(3 * 365)]
    past = live(pools, guild, [day for day in days if day.weekday() in weekdays])
    last: dict[str, date] = {}
    for found in past:
        assert found.nudge not in last or (found.day - last[found.nudge]).days > SPACING
        last[found.nudge] = found.day


@given(guilds, st.integers(0, 30))
def test_with_too_few_for_sixty_days_it_pauses_and_begins_again_when_one_may_return(guild: int, count: int) -> None:
    days = [START + timedelta(days=number) for number in range(2 * (SPACING + 1))]
    past = live([many(count)], guild, days)
    assert [found.day for found in past] == [*days[:count], *days[SPACING + 1 : SPACING + 1 + count]]


@given(guilds, st.lists(st.sampled_from(KINDS), min_size=2, unique=True))
def test_kinds_take_turns(guild: int, kinds: list[NudgeKind]) -> None:
    past = live([many(len(kinds) * 6, kinds)], guild, [START + timedelta(days=number) for number in range(24)])
    rounds = [past[begin : begin + len(kinds)] for begin in range(0, len(past), len(kinds))]
    assert all({found.kind for found in one} == set(kinds) for one in rounds if len(one) == len(kinds))


@given(guilds, st.integers(0, 400), st.randoms(use_true_random=False))
def test_the_same_guild_and_day_get_the_same_in_whatever_order_it_is_looked_at(
    guild: int, offset: int, random: object
) -> None:
    pool, day = many(20), START + timedelta(days=offset)
    shuffled = sorted(pool, key=lambda nudge: random.random())  # type: ignore[attr-defined]
    past = live([pool], guild, [START - timedelta(days=number) for number in range(5, 0, -1)])
    assert choose(pool, ["3"], guild, day, past) == choose(shuffled, ["3"], guild, day, past[::-1])


def test_guilds_and_channels_do_not_all_get_the_same() -> None:
    pool = [a_nudge(number, NudgeKind.TIP, "3", "4") for number in range(30)]
    assert len({choose(pool, ["3"], guild, START, ()).id for guild in range(50)}) > 10  # type: ignore[union-attr]
    assert choose(pool, ["3"], 7, START, ()) != choose(pool, ["4"], 7, START, ())


def test_what_another_channel_had_lately_comes_only_when_there_is_nothing_else_of_its_kind() -> None:
    pool = many(2, [NudgeKind.TIP])
    for name, other in ((pool[0].id, pool[1]), (pool[1].id, pool[0])):
        assert choose(pool, ["3"], 7, START, (), {name}) == other
    assert choose(pool, ["3"], 7, START, (), {nudge.id for nudge in pool}) in pool


def test_only_what_is_for_the_level_comes() -> None:
    pool = [a_nudge(1, NudgeKind.TIP, "0", "1"), a_nudge(2, NudgeKind.TIP, "1", "2"), a_nudge(3, NudgeKind.TIP, "5")]
    assert suited(pool, ["1"]) == pool[:2]
    assert suited(pool, ["2", "5"]) == pool[1:]
    assert choose(pool, ["10"], 7, START, ()) is None


@given(guilds)
def test_a_nudge_that_comes_again_says_it_in_other_words(guild: int) -> None:
    nudge = a_nudge(1)
    said = [wording(nudge, guild, before) for before in range(4)]
    assert said[0] != said[1]
    assert said[:2] == said[2:]


def test_levels_that_share_a_channel_share_the_post_of_the_first() -> None:
    chosen = {"nudges": "on", "level-0-channel": "7", "level-1-channel": "7", "level-5-channel": "8"}
    shared = GuildSettings(1, chosen)
    assert [job.level for job in NUDGES if job.is_on(shared)] == ["0", "5"]
    assert levels_in(shared, 7) == ["0", "1"]
    apart = GuildSettings(1, chosen | {"level-0-channel": "9"})
    assert [job.level for job in NUDGES if job.is_on(apart)] == ["0", "1", "5"]
    assert not any(job.is_on(GuildSettings(1, chosen | {"nudges": "off"})) for job in NUDGES)


def test_each_level_but_the_last_has_at_least_one_nudge_of_every_kind(curriculum: Curriculum) -> None:
    written = set(NudgeKind) - {NudgeKind.TOGETHER}
    for level in LEVELS[:-1]:
        found = suited(curriculum.nudges.values(), [level])
        assert len(found) >= 5, level
        assert {nudge.kind for nudge in found} == written, level
