"""Plans of servers: everything is made once, in an order that works, and nothing of others is touched."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.server import (
    ADMINISTRATOR,
    MANAGE_GUILD,
    Channel,
    ChannelKind,
    Onboarding,
    Option,
    Prompt,
    Role,
    Server,
)
from bot.domain.setup import Action, Look, Note, Opened, Origin, Overwrite, Problem, Seen, Thing, Trouble
from bot.domain.setup_plan import plan
from bot.domain.setup_undo import Reason, Usage, undo, untouched_channels
from tests.servers import BOT, BOTS_ROLE, EVERYTHING, GUILD, Site, overwrites, server

NAMES = ("ant", "bee", "cat", "dog", "eel")
UNUSED = Usage(frozenset(), frozenset(), {})
KINDS = {Thing.CHANNEL: "text", Thing.CATEGORY: "category", Thing.ROLE: ""}

some_names = st.lists(st.sampled_from(NAMES), unique=True, max_size=4)


@st.composite
def servers(draw: st.DrawFn) -> Server:
    """Descriptions of a few roles, categories and channels."""
    roles, categories, channels = draw(some_names), draw(some_names), draw(some_names)
    category = st.sampled_from([None, *categories])
    role = st.sampled_from(["", *roles])
    return server(roles, categories, [(name, draw(category), draw(role)) for name in channels])


things = st.tuples(st.sampled_from(list(KINDS)), st.sampled_from([*NAMES, "Ant", "BEE", "other"]))


@st.composite
def sites(draw: st.DrawFn) -> Site:
    """Guilds with a description, in which there is something already."""
    site = Site(draw(servers()))
    for thing, name in draw(st.lists(things, max_size=6)):
        site.add(thing, Look(name, KINDS[thing], topic="mine"))
    return site


def foreign(site: Site) -> dict[int, Seen]:
    return {number: seen for number, seen in site.seen.items() if number not in site.made}


def made_names(site: Site) -> list[tuple[Thing, str]]:
    return [(site.seen[number].thing, site.seen[number].look.name) for number in site.made]


@given(sites())
def test_after_an_apply_nothing_is_left_to_do_and_what_was_there_is_as_it_was(site: Site) -> None:
    before = foreign(site)
    site.apply()
    assert site.steps() == ()
    assert foreign(site) == before
    wishes = len(site.server.roles) + len(site.server.categories) + len(site.server.channels)
    assert len(site.records) == wishes
    assert len({record.discord_id for record in site.records.values()}) == wishes


@given(sites())
def test_nothing_is_made_of_which_there_is_one_of_that_name_and_kind(site: Site) -> None:
    there = {(seen.thing, seen.look.name.casefold()) for seen in site.seen.values()}
    site.apply()
    made = made_names(site)
    assert len(set(made)) == len(made)
    assert not there & set(made)


@given(sites(), st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=4))
def test_however_often_an_apply_is_killed_between_two_steps_nothing_is_made_twice(
    site: Site, kills: list[tuple[int, bool]]
) -> None:
    before = foreign(site)
    for steps, made in kills:
        site.apply(steps, die_made=made)
        site.now += timedelta(minutes=5)
    site.apply()
    names = made_names(site)
    assert len(set(names)) == len(names)
    assert foreign(site) == before
    assert site.steps() == ()
    assert {r.discord_id for r in site.records.values() if r.origin is Origin.CREATED} == set(site.made)


@given(sites(), servers())
@settings(max_examples=200)
def test_another_description_changes_only_what_was_made_and_is_still_as_it_was_made(site: Site, other: Server) -> None:
    before = foreign(site)
    site.apply()
    edited = site.made[: len(site.made) // 2]
    for number in edited:
        seen = site.seen[number]
        site.seen[number] = replace(seen, look=replace(seen.look, topic="by hand", colour=99))
    site.server = other
    site.apply()
    assert site.steps() == ()
    assert foreign(site) == before
    assert {(site.seen[number].look.topic, site.seen[number].look.colour) for number in edited} <= {("by hand", 99)}


@given(sites())
def test_what_needs_something_comes_after_it(site: Site) -> None:
    place = {(step.thing, step.key): number for number, step in enumerate(site.steps())}
    order = [Thing.ROLE, Thing.CATEGORY, Thing.CHANNEL]
    kinds = [order.index(step.thing) for step in site.steps()]
    assert kinds == sorted(kinds)
    for channel in site.server.channels:
        here = place.get((Thing.CHANNEL, channel.key), 99)
        assert place.get((Thing.CATEGORY, channel.category or ""), -1) < here


@given(sites(), st.sets(st.integers(0, 20)))
def test_an_undo_leaves_exactly_what_was_there_before_and_what_somebody_changed(site: Site, changed: set[int]) -> None:
    before = foreign(site)
    site.apply()
    touched = [number for place, number in enumerate(site.made) if place in changed]
    for number in touched:
        site.seen[number] = replace(site.seen[number], look=replace(site.seen[number].look, name="renamed"))
    undoing = undo(site.snapshot, list(site.records.values()), UNUSED)
    removed = [record.discord_id for record in undoing.remove]
    assert not set(removed) & (before.keys() | set(touched))
    stays = {record.discord_id for record, _reason in undoing.stay}
    assert set(removed) | stays == {record.discord_id for record in site.records.values()}
    for number, seen in site.seen.items():
        if seen.thing is Thing.CATEGORY and number in removed:
            inside = [other for other, inner in site.seen.items() if inner.look.parent == number]
            assert all(removed.index(other) < removed.index(number) for other in inside)


def test_a_channel_elsewhere_and_in_other_letters_is_adopted_where_it_is() -> None:
    site = Site(server([], ["Home"], [("general", "Home", "")]))
    attic = site.add(Thing.CATEGORY, Look("Attic", "category"))
    mine = site.add(Thing.CHANNEL, Look("General!", "text", parent=attic))
    create, adopt = site.steps()
    assert (create.action, create.key) == (Action.CREATE, "Home")
    assert (adopt.action, adopt.target) == (Action.ADOPT, mine)


def test_of_several_of_one_name_the_oldest_is_adopted_and_another_kind_never() -> None:
    site = Site(server([], [], [("general", None, "")]))
    site.add(Thing.CHANNEL, Look("general", "other-2"))
    oldest = site.add(Thing.CHANNEL, Look("general", "text"))
    site.now += timedelta(days=1)
    site.add(Thing.CHANNEL, Look("general", "text"))
    (step,) = site.steps()
    assert (step.action, step.target) == (Action.ADOPT, oldest)


def test_where_everyone_is_denied_something_the_bot_keeps_it_and_a_role_is_allowed_it() -> None:
    site = Site(server(["ant"], [], [("news", None, "ant")]))
    site.apply()
    ant, news = (
        site.records[thing, key].discord_id or 0 for thing, key in ((Thing.ROLE, "ant"), (Thing.CHANNEL, "news"))
    )
    assert overwrites(site.seen[news].look) == {GUILD: (0, 1 << 11), BOT: (1 << 11, 0), ant: (1 << 11, 0)}


def test_a_channel_in_an_adopted_private_category_is_as_private_as_that() -> None:
    site = Site(server([], ["Staff"], [("plans", "Staff", "")]))
    (private,) = Site(server(["x"], [], [("y", None, "x")])).steps()[1:]
    site.add(Thing.CATEGORY, Look("staff", "category", access=private.look.access))
    site.apply()
    assert site.seen[site.made[0]].look.access == private.look.access


def test_what_was_removed_by_hand_is_made_again_and_what_was_adopted_is_never_changed() -> None:
    site = Site(server([], [], [("ant", None, ""), ("bee", None, "")]))
    site.add(Thing.CHANNEL, Look("bee", "text", topic="mine"))
    site.apply()
    del site.seen[site.made[0]]
    site.server = replace(
        site.server, channels=tuple(replace(channel, topic="new") for channel in site.server.channels)
    )
    (step,) = site.steps()
    assert (step.action, step.key) == (Action.CREATE, "ant")


def test_a_text_channel_where_a_forum_can_not_be_is_not_given_tags_again_and_again() -> None:
    forum = Channel("help", "help", ChannelKind.FORUM, "Ask", None, ("a", "b"))
    site = Site(Server("A server", (), (), (forum,)))
    site.apply()
    (number,) = site.made
    text = replace(site.seen[number].look, kind="text", tags=())
    site.seen[number] = replace(site.seen[number], look=text)
    site.records[Thing.CHANNEL, "help"] = replace(site.records[Thing.CHANNEL, "help"], look=text)
    assert site.steps() == ()


def test_every_kind_of_trouble_is_found_before_anything_starts() -> None:
    site = Site(server(["ant", "bee"], ["full"], [("new", "full", "")]))
    site.allowed, site.top = (1 << 11) | (1 << 16), 5
    site.add(Thing.ROLE, Look("ant"), position=5)
    site.add(Thing.ROLE, Look("bee"), powers=1 << 2)
    full = site.add(Thing.CATEGORY, Look("full", "category"))
    for number in range(500):
        site.add(Thing.CHANNEL, Look(f"c{number}", "text", parent=full if number < 50 else None))
    for number in range(250):
        site.add(Thing.ROLE, Look(f"r{number}"))
    site.server = replace(
        site.server, roles=(*site.server.roles, Role("eel", "eel", 0, mentionable=False, hoist=False))
    )
    problems = plan(site.server, site.snapshot, []).problems
    assert [(problem.trouble, problem.name) for problem in problems] == [
        (Trouble.PERMISSIONS, ""),
        (Trouble.ROLE_ABOVE, "ant"),
        (Trouble.ROLE_POWERS, "bee"),
        (Trouble.CHANNELS, ""),
        (Trouble.ROLES, ""),
        (Trouble.CATEGORY_FULL, "full"),
    ]
    assert problems[0].missing == (1 << 4) | (1 << 10) | (1 << 28)


def test_what_is_used_or_cannot_be_known_stays_with_its_reason() -> None:
    site = Site(server(["ant", "bee"], ["home"], [("cat", "home", ""), ("dog", "home", ""), ("eel", None, "")]))
    site.apply()
    number = {key: record.discord_id or 0 for (_thing, key), record in site.records.items()}
    records = list(site.records.values())
    assert set(untouched_channels(site.snapshot, records)) == {number["cat"], number["dog"], number["eel"]}
    usage = Usage(frozenset({number["cat"]}), frozenset({number["dog"]}), {number["ant"]: 3})
    undoing = undo(site.snapshot, records, usage)
    assert {record.key for record in undoing.remove} == {"eel", "bee"}
    assert {record.key: reason for record, reason in undoing.stay} == {
        "cat": Reason.USED,
        "dog": Reason.UNKNOWN,
        "home": Reason.NOT_EMPTY,
        "ant": Reason.HELD,
    }
    untold = undo(site.snapshot, records, replace(usage, members=None))
    assert {record.key for record in untold.remove} == {"eel"}


def test_a_text_channel_serves_where_a_forum_is_meant_and_none_of_that_name_is_made_beside_it() -> None:
    forum = Channel("help", "help", ChannelKind.FORUM, "", None, tags=("Solved",))
    site = Site(replace(server([], [], []), channels=(forum,)))
    mine = site.add(Thing.CHANNEL, Look("Help", "text"))
    (step,) = site.steps()
    assert (step.action, step.target) == (Action.ADOPT, mine)
    site.now += timedelta(days=1)
    better = site.add(Thing.CHANNEL, Look("help", "forum"))
    assert site.steps()[0].target == better


CLOSED_TO_ALL = Overwrite(GUILD, 0, 1 << 10)
ONLY_READ = Overwrite(GUILD, 0, 1 << 11)


@pytest.mark.parametrize(
    ("access", "missing"),
    [
        ({CLOSED_TO_ALL}, 1 << 10),
        ({ONLY_READ}, 1 << 11),
        ({ONLY_READ, Overwrite(BOTS_ROLE, 1 << 11, 0)}, 0),
        ({ONLY_READ, Overwrite(BOT, 1 << 11, 0)}, 0),
        ({Overwrite(BOTS_ROLE, 0, 1 << 16), Overwrite(BOT, 0, 0)}, 1 << 16),
        ({Overwrite(50, 0, 1 << 11)}, 0),
    ],
)
@pytest.mark.parametrize("thing", [Thing.CHANNEL, Thing.CATEGORY])
def test_what_is_adopted_and_closed_to_the_bot_is_named_before_anything_starts(
    access: set[Overwrite], missing: int, thing: Thing
) -> None:
    site = Site(server([], ["Home"], [("general", "Home", "")]))
    site.allowed = EVERYTHING & ~ADMINISTRATOR
    name = {Thing.CHANNEL: "general", Thing.CATEGORY: "Home"}[thing]
    site.add(thing, Look(name, KINDS[thing], access=frozenset(access)))
    problems = plan(site.server, site.snapshot, []).problems
    assert problems == ((Problem(Trouble.CHANNEL_CLOSED, name, missing),) if missing else ())
    site.allowed = EVERYTHING
    assert plan(site.server, site.snapshot, []).problems == ()


def test_a_channel_that_the_bot_does_not_use_may_be_closed_to_it() -> None:
    site = Site(server([], [], [("introductions", None, "")]))
    site.allowed = EVERYTHING & ~ADMINISTRATOR
    site.add(Thing.CHANNEL, Look("introductions", "text", access=frozenset({CLOSED_TO_ALL})))
    assert plan(site.server, site.snapshot, []).problems == ()


def test_a_category_that_is_closed_to_the_bot_is_no_trouble_where_nothing_is_made_in_it() -> None:
    site = Site(server([], ["Home"], [("general", "Home", "")]))
    site.allowed = EVERYTHING & ~ADMINISTRATOR
    site.add(Thing.CATEGORY, Look("Home", "category", access=frozenset({CLOSED_TO_ALL})))
    site.add(Thing.CHANNEL, Look("general", "text"))
    assert plan(site.server, site.snapshot, []).problems == ()


def test_what_an_adopted_role_may_in_some_channel_is_told_before_members_get_it() -> None:
    site = Site(server(["ant", "bee"], [], [("news", None, "bee")]), powers=1 << 13)
    ant, bee = (site.add(Thing.ROLE, Look(name)) for name in ("ant", "bee"))
    hidden = frozenset({CLOSED_TO_ALL, Overwrite(ant, 1 << 10, 0)})
    site.add(Thing.CHANNEL, Look("staff", "text", access=hidden))
    site.add(Thing.CHANNEL, Look("radio", "other-2", access=hidden))
    site.add(Thing.CHANNEL, Look("open", "text", access=frozenset({Overwrite(ant, 1 << 10 | 1 << 11, 0)})))
    found = plan(site.server, site.snapshot, [])
    assert (found.problems, found.opened) == ((), (Opened("ant", ("staff", "radio")),))
    site.add(Thing.CHANNEL, Look("desk", "text", access=frozenset({Overwrite(bee, 1 << 13, 0)})))
    (problem,) = plan(site.server, site.snapshot, []).problems
    assert problem == Problem(Trouble.ROLE_POWERS_IN, "bee", 1 << 13, place="desk")


def test_what_a_role_is_given_by_the_description_itself_is_no_trouble() -> None:
    site = Site(server(["ant"], [], [("news", None, "ant")]), powers=1 << 11)
    ant = site.add(Thing.ROLE, Look("ant"))
    site.add(Thing.CHANNEL, Look("news", "text", access=frozenset({Overwrite(ant, 1 << 11, 0)})))
    assert plan(site.server, site.snapshot, []).problems == ()
    site.apply()
    site.add(Thing.CHANNEL, Look("staff", "text", access=frozenset({CLOSED_TO_ALL, Overwrite(ant, 1 << 10, 0)})))
    assert plan(site.server, site.snapshot, site.records.values()).opened == ()


def test_an_onboarding_that_the_bot_may_not_write_is_left_out_and_named_before_anything_starts() -> None:
    prompt = Prompt("Which?", True, False, (Option("This", "", (), ("general",)),))
    described = replace(server([], [], [("general", None, "")]), onboarding=Onboarding(("general",), (prompt,)))
    site = Site(described)
    here = replace(site.snapshot, community=True, onboarding=Look(""))
    found = plan(described, here, [])
    assert ([step.thing for step in found.steps], found.notes) == ([Thing.CHANNEL, Thing.ONBOARDING], ())
    found = plan(described, replace(here, allowed=EVERYTHING & ~(ADMINISTRATOR | MANAGE_GUILD)), [])
    assert ([step.thing for step in found.steps], found.notes) == ([Thing.CHANNEL], (Note.ONBOARDING_FORBIDDEN,))
    assert found.problems == ()
