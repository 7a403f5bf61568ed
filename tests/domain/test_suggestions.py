"""What could come next: never what was silenced or declined just now, at most three kinds, and it learns."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Event, Kind
from bot.domain.suggestions import AWAY, MOST, REMEMBERED, Candidate, Past, Reason, Sort, choose, past

NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ITEMS = ("a", "b", "c")

candidates = st.lists(
    st.builds(
        Candidate,
        st.sampled_from(Sort),
        st.sampled_from(ITEMS),
        st.just("Title"),
        st.floats(0.01, 1),
        st.sampled_from(Reason),
    ),
    unique_by=lambda one: (one.kind, one.item),
    max_size=21,
)


def event(kind: Kind, sort: Sort, item: str | None = None, hours: float = 1) -> Event:
    return Event(kind, NOW - hours * HOUR, 0, None, item, {"kind": sort})


logs = st.lists(
    st.builds(
        event,
        st.sampled_from([Kind.ACCEPTED, Kind.DECLINED, Kind.SILENCED, Kind.RESTORED]),
        st.sampled_from(Sort),
        st.sampled_from(ITEMS),
        st.floats(0, 24 * 30),
    ),
    max_size=40,
).map(lambda log: sorted(log, key=lambda one: one.at))


@given(candidates, logs)
def test_at_most_three_of_different_kinds_and_three_if_there_are_three(
    found: list[Candidate], log: list[Event]
) -> None:
    before = past(log, NOW)
    chosen = choose(found, before, NOW)
    allowed = {
        one.kind for one in found if one.kind not in before.silenced and not before.is_away(one.kind, one.item, NOW)
    }
    assert len({one.kind for one in chosen}) == len(chosen) == min(MOST, len(allowed))


@given(candidates, logs)
def test_never_of_a_kind_whose_newest_word_was_silence(found: list[Candidate], log: list[Event]) -> None:
    newest = {}
    for one in log:
        if one.kind in (Kind.SILENCED, Kind.RESTORED):
            newest[one.details["kind"]] = one.kind
    for chosen in choose(found, past(log, NOW), NOW):
        assert newest.get(chosen.kind) is not Kind.SILENCED


@given(candidates, logs)
def test_never_what_was_declined_within_three_days(found: list[Candidate], log: list[Event]) -> None:
    declined = {
        (one.details["kind"], one.item) for one in log if one.kind is Kind.DECLINED and NOW - one.at < timedelta(days=3)
    }
    assert not {(one.kind, one.item) for one in choose(found, past(log, NOW), NOW)} & declined


@given(candidates, logs, st.randoms(use_true_random=False))
def test_the_same_whatever_the_order_of_the_candidates(
    found: list[Candidate], log: list[Event], random: object
) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert choose(shuffled, past(log, NOW), NOW) == choose(found, past(log, NOW), NOW)


def ranks(found: list[Candidate], log: list[Event]) -> dict[Sort, float]:
    """What the best of each kind is worth, by what the log makes of its kind."""
    weights = past(log, NOW).weights
    return {
        kind: max(one.value for one in found if one.kind is kind) * weights[kind] for kind in {o.kind for o in found}
    }


@given(candidates.filter(bool), logs, st.sampled_from(Sort))
def test_declining_never_lifts_a_kind_and_accepting_never_sinks_it(
    found: list[Candidate], log: list[Event], kind: Sort
) -> None:
    before = ranks(found, log)
    declined = ranks(found, [*log, event(Kind.DECLINED, kind, "elsewhere")])
    accepted = ranks(found, [*log, event(Kind.ACCEPTED, kind, "elsewhere")])
    for other in before:
        if other is kind:
            assert declined[other] <= before[other] <= accepted[other]
        else:
            assert declined[other] == before[other] == accepted[other]


def one(kind: Sort, item: str = "a", value: float = 0.5) -> Candidate:
    return Candidate(kind, item, "Title", value, Reason.UNTRIED)


def kinds(chosen: tuple[Candidate, ...]) -> list[Sort]:
    return [candidate.kind for candidate in chosen]


def test_the_best_of_each_kind_comes_and_the_best_kind_first() -> None:
    found = [one(Sort.QUIZ, "a", 0.4), one(Sort.QUIZ, "b", 0.6), one(Sort.TOPIC, "c", 0.5), one(Sort.CARDS, "d", 0.7)]
    chosen = choose([*found, one(Sort.PROJECT, "e", 0.1)], Past(), NOW)
    assert [candidate.item for candidate in chosen] == ["d", "b", "c"]


def test_a_declined_item_makes_room_for_another_of_its_kind_and_comes_back_after_three_days() -> None:
    found = [one(Sort.QUIZ, "a", 0.9), one(Sort.QUIZ, "b", 0.5)]
    log = [event(Kind.DECLINED, Sort.QUIZ, "a", hours=0)]
    (other,) = choose(found, past(log, NOW), NOW)
    assert other.item == "b"
    later = NOW + AWAY
    (back,) = choose(found, past(log, later), later)
    assert back.item == "a"
    (still,) = choose(found, past(log, later - HOUR), later - HOUR)
    assert still.item == "b"


def test_a_kind_that_is_declined_sinks_for_two_weeks_and_then_weighs_as_before() -> None:
    found = [one(Sort.QUIZ, "a", 0.6), one(Sort.TOPIC, "b", 0.5)]
    assert kinds(choose(found, Past(), NOW)) == [Sort.QUIZ, Sort.TOPIC]
    log = [event(Kind.DECLINED, Sort.QUIZ, "elsewhere", hours=0)]
    assert kinds(choose(found, past(log, NOW), NOW)) == [Sort.TOPIC, Sort.QUIZ]
    almost, after = NOW + REMEMBERED - HOUR, NOW + REMEMBERED
    assert kinds(choose(found, past(log, almost), almost)) == [Sort.TOPIC, Sort.QUIZ]
    assert kinds(choose(found, past(log, after), after)) == [Sort.QUIZ, Sort.TOPIC]


def test_a_kind_that_is_accepted_rises() -> None:
    found = [one(Sort.QUIZ, "a", 0.5), one(Sort.TOPIC, "b", 0.55)]
    log = [event(Kind.ACCEPTED, Sort.QUIZ, "elsewhere")]
    assert kinds(choose(found, past(log, NOW), NOW)) == [Sort.QUIZ, Sort.TOPIC]


def test_silence_lasts_until_the_kind_is_brought_back() -> None:
    found = [one(Sort.QUIZ)]
    log = [event(Kind.SILENCED, Sort.QUIZ, hours=24 * 300)]
    assert choose(found, past(log, NOW), NOW) == ()
    assert choose(found, past([*log, event(Kind.RESTORED, Sort.QUIZ)], NOW), NOW) == tuple(found)


def test_events_that_are_about_nothing_suggested_tell_nothing() -> None:
    strange = replace(event(Kind.SILENCED, Sort.QUIZ), details={"kind": "gone"})
    assert past([strange, replace(strange, details={})], NOW) == past([], NOW)


def test_every_kind_fits_into_the_buttons_with_the_longest_ids() -> None:
    for kind in Sort:
        assert len(f"next:take:{2**64 - 1}:{kind}:{'x' * 60}") <= 100
        assert len(f"later:{kind}:{'x' * 60}") <= 100
