"""What is done, what is open, and the one next step."""

from datetime import UTC, datetime

from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind
from bot.domain.progress import Completion, completions, next_step, path_state, route, stage_reached

NOW = datetime(2026, 5, 14, tzinfo=UTC)
FUNDAMENTALS, WEB = "path.python-fundamentals", "path.web-development"


def done(*items: str) -> dict[str, Completion]:
    return {item: Completion(item, NOW, NOW.date()) for item in items}


def all_of(curriculum: Curriculum, path: str) -> dict[str, Completion]:
    return done(*(topic.id for topic in curriculum.paths[path].topics), curriculum.paths[path].exit.id)


def test_the_last_word_of_the_log_counts() -> None:
    log = [Event(kind, NOW, 0, item="a") for kind in (Kind.DONE, Kind.UNDONE, Kind.DONE)]
    assert list(completions(log)) == ["a"]
    assert completions(log[:2]) == {}


def test_the_first_step_of_all_is_the_first_topic(curriculum: Curriculum) -> None:
    step = next_step(curriculum, None, None, {})
    assert step is not None
    assert step.item == f"{FUNDAMENTALS}#syntax-and-types"


def test_after_all_topics_of_a_path_comes_its_exit_criterion(curriculum: Curriculum) -> None:
    finished = all_of(curriculum, FUNDAMENTALS)
    del finished[f"{FUNDAMENTALS}#exit"]
    step = next_step(curriculum, "track.backend-engineer", "0", finished)
    assert step is not None
    assert step.item == f"{FUNDAMENTALS}#exit"


def test_the_track_decides_which_path_comes_next(curriculum: Curriculum) -> None:
    finished = all_of(curriculum, FUNDAMENTALS)
    backend = next_step(curriculum, "track.backend-engineer", None, finished)
    data = next_step(curriculum, "track.data-engineer", None, finished)
    assert backend is not None
    assert backend.path.id == WEB
    assert data is not None
    assert data.path.id == "path.data-science"


def test_what_lies_below_ones_level_is_not_suggested_first(curriculum: Curriculum) -> None:
    step = next_step(curriculum, "track.backend-engineer", "4", {})
    assert step is not None
    assert step.topic is not None
    assert curriculum.levels[step.topic.level].position >= curriculum.levels["4"].position


def test_a_track_up_to_a_stage_asks_for_no_more_than_that(curriculum: Curriculum) -> None:
    stages = {
        path.id: [stage.key for stage in stages]
        for path, stages in route(curriculum, curriculum.tracks["track.junior-developer"])
    }
    assert stages[WEB] == ["flask-basics"]
    assert stages["path.testing-quality"] == ["pytest"]


def test_with_everything_done_there_is_no_next_step(curriculum: Curriculum) -> None:
    everything = {item: Completion(item, NOW, NOW.date()) for item in curriculum.items}
    assert all(next_step(curriculum, track, "0", everything) is None for track in (None, *curriculum.tracks))


def test_prerequisites_are_missing_until_their_path_is_complete(curriculum: Curriculum) -> None:
    web = curriculum.paths[WEB]
    assert [path.id for path in path_state(curriculum, web, {}).missing] == [FUNDAMENTALS]
    assert path_state(curriculum, web, all_of(curriculum, FUNDAMENTALS)).missing == ()


def test_the_stage_reached_is_the_first_with_an_open_topic(curriculum: Curriculum) -> None:
    path = curriculum.paths[FUNDAMENTALS]
    assert stage_reached(path, {}).key == "basics"
    assert stage_reached(path, done(*(topic.id for topic in path.stages[0].topics))).key == "data-structures"
    assert stage_reached(path, all_of(curriculum, FUNDAMENTALS)).key == "objects-and-library"
