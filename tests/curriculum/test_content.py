"""The content that is shipped: complete, green, and loaded as its authors meant it."""

import json
import re
import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
import yaml

from bot.curriculum._documents import parse_yaml
from bot.curriculum.linter import lint, update
from bot.curriculum.loader import load
from bot.domain.challenge import ChallengeKind
from bot.domain.curriculum import Curriculum
from bot.domain.progress import Completion, next_step
from bot.errors import ContentError

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CONTENT = Path(__file__).parents[2] / "content"
NAMES_CONTROL_FLOW = ("guides/fundamentals.yaml", "tracks/junior-developer.yaml")


def test_the_shipped_content_has_no_problem() -> None:
    report = lint(CONTENT)
    assert [str(problem) for problem in report.problems] == []
    assert report.programs >= 29


def test_all_six_paths_are_there_with_their_weeks_and_topics(curriculum: Curriculum) -> None:
    shape = {path.id: (path.weeks, len(path.stages), len(path.topics)) for path in curriculum.paths.values()}
    assert shape == {
        "path.python-fundamentals": (6, 3, 9),
        "path.web-development": (8, 4, 12),
        "path.data-science": (10, 4, 13),
        "path.testing-quality": (4, 4, 12),
        "path.async-performance": (6, 3, 9),
        "path.packaging-devops": (4, 4, 12),
    }
    later = list(curriculum.paths.values())[1:]
    assert all(path.requires == ("path.python-fundamentals",) for path in later)


def test_three_careers_and_three_specialist_tracks_are_there(curriculum: Curriculum) -> None:
    assert {track.id: (track.kind, track.months) for track in curriculum.tracks.values()} == {
        "track.junior-developer": ("career", (3, 6)),
        "track.mid-developer": ("career", (12, 24)),
        "track.senior-developer": ("career", (36, 60)),
        "track.backend-engineer": ("specialist", None),
        "track.data-engineer": ("specialist", None),
        "track.ml-engineer": ("specialist", None),
    }


def test_the_specialists_walk_the_paths_in_their_order(curriculum: Curriculum) -> None:
    fundamentals, web, data, testing, asynchronous, packaging = curriculum.paths

    def way(track: str) -> list[str]:
        return [step.path or step.title for step in curriculum.tracks[track].steps]

    assert way("track.data-engineer") == [fundamentals, data, asynchronous, packaging]
    assert way("track.backend-engineer") == [fundamentals, web, testing, packaging]
    assert way("track.ml-engineer") == [fundamentals, data, "Advanced machine learning", "MLOps"]


def test_the_thirteen_levels_rise_from_00_to_elite(curriculum: Curriculum) -> None:
    assert list(curriculum.levels) == ["00", *map(str, range(11)), "elite"]
    rules = [level.ai for level in curriculum.levels.values()]
    assert rules == ["none", *["explain"] * 3, *["hints"] * 2, *["review"] * 2, *["pair"] * 2, *["free"] * 3]


def test_every_stage_has_something_to_build_and_every_path_a_way_to_finish(curriculum: Curriculum) -> None:
    for path in curriculum.paths.values():
        assert all(curriculum.projects[stage.project].path == path.id for stage in path.stages)
        assert path.exit.evidence
        assert curriculum.items[path.exit.id].kind == "exit"


def test_every_track_can_be_walked_from_its_first_step_to_its_last(curriculum: Curriculum) -> None:
    for track in curriculum.tracks:
        done: dict[str, Completion] = {}
        while step := next_step(curriculum, track, None, done):
            assert step.item not in done
            done[step.item] = Completion(step.item, NOW, NOW.date())
        assert done


def test_there_are_challenges_of_all_kinds_and_at_least_two_at_every_level(curriculum: Curriculum) -> None:
    levels = Counter(challenge.level for challenge in curriculum.challenges.values())
    kinds = Counter(challenge.kind for challenge in curriculum.challenges.values())
    assert len(curriculum.challenges) >= 36
    assert all(levels[name] >= 2 for name in ("00", *map(str, range(11))))
    assert all(kinds[kind] >= 2 for kind in ChallengeKind)
    for challenge in curriculum.challenges.values():
        if challenge.kind is not ChallengeKind.PREDICT:
            assert len(challenge.hints) >= 3
            assert len(challenge.wrong_answers) >= 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content to break."""
    shutil.copytree(CONTENT, tmp_path / "content")
    return tmp_path / "content"


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("paths/web-development.yaml", "weeks: 8", "weks: 8", "weks: is not a key of this kind of file"),
        ("paths/web-development.yaml", "weeks: 8", "", "weeks: is missing. Add it."),
        ("paths/web-development.yaml", "weeks: 8", "weeks: 9", "the stages end with week 8, but weeks says 9"),
        ("paths/web-development.yaml", "weeks: 8", "weeks: eight", "weeks: must be a whole number, not 'eight'"),
        ("paths/web-development.yaml", "weeks: 8", "weeks: 8\nweeks: 8", "the key 'weeks' stands here twice"),
        ("paths/web-development.yaml", "id: path.web-development", "id: path.web", "in a file named 'web-development'"),
        ("paths/web-development.yaml", "path.python-fundamentals", "path.pyton", "there is no 'path.pyton'"),
        ("paths/python-fundamentals.yaml", "key: control-flow", "key: syntax-and-types", "is used twice in this path"),
        ("paths/python-fundamentals.yaml", "weeks: 6", "weeks: 6\nrequires: [path.web-development]", "in a circle"),
        ("self-assessment/python.yaml", "text: I can use", "text: You can use", "begins with the words: I can"),
        ("self-assessment/python.yaml", "key: generator", "key: decorator", "'decorator' is used twice in this file"),
        ("self-assessment/python.yaml", "concept.classes", "concept.clases", "there is no 'concept.clases'"),
        ("self-assessment/python.yaml", "key: generator", "key: generators", "is gone from the content"),
        ("paths/python-fundamentals.yaml", "key: control-flow", "key: flow", "path.python-fundamentals#control-flow"),
        ("paths/python-fundamentals.yaml", "title: ", "title: [", "is not valid YAML"),
        ("levels/0.yaml", "answer: ", "answer: x", "is not one of the options"),
        ("levels/0.yaml", "ai: explain", "ai: some", "ai: cannot be 'some'. Write one of 'none', 'explain'"),
        ("concepts/loops.yaml", None, "id: concept.loops\n", "concepts/loops.yaml"),
        ("concepts/classes.yaml", "print(", "print('!', ", "example.code: prints"),
        ("paths/python-fundamentals.yaml", "weeks: 1-2", "weeks: one", "cannot be 'one'; write one week or a range"),
        (
            "paths/python-fundamentals.yaml",
            "key: control-flow",
            "key: x\n        aliases: [exit]",
            "'exit' is used twice",
        ),
        ("projects/tip-splitter.yaml", "id: ", "status: retired\nid: ", "there is no 'project.tip-splitter' on offer"),
        ("levels/0.yaml", "id: ", "status: retired\nid: ", "there is no 'level.0' on offer"),
        ("tracks/ml-engineer.yaml", "- path: path.data", "- path: project.data", "is no path"),
        ("levels/0.yaml", "title: ", "title: &a ", "anchors and aliases are not used here"),
        ("levels/0.yaml", "title: ", "title: \x07", "levels/0.yaml"),
        ("concepts/deep/er.yaml", None, "id: concept.er\n", "is read by nobody"),
        ("challenge/x.yaml", None, "id: challenge.x\n", "is read by nobody"),
        ("concepts/classes.yaml", "print(", "import sys; sys.exit(3)\n    print(", "it ends with exit code 3"),
        ("tracks/ml-engineer.yaml", "path.data-science", "path.data", "steps[1].path: there is no 'path.data'"),
        (
            "guides/web.yaml",
            "#templates",
            "#template",
            "steps[1].learn[1]: there is no 'path.web-development#template'",
        ),
        ("guides/web.yaml", "concept.functions", "deck.functions", "'deck.functions' is no topic (path.x#topic)"),
        ("guides/web.yaml", "deck.web-apis", "deck.webapis", "practise[0].item: there is no 'deck.webapis'"),
        ("guides/web.yaml", "deck.web-apis", "project.recipe-box", "is no deck, quiz, challenge or path"),
        ("guides/web.yaml", "  pair: ", "  par: ", "prompts.pair: is missing. Add it."),
    ],
)
def test_each_mistake_of_an_author_is_one_clear_line(
    folder: Path, file: str, old: str | None, new: str, problem: str
) -> None:
    target = folder / file
    before = target.read_text(encoding="utf-8") if old is not None else ""
    assert old is None or old in before
    target.parent.mkdir(exist_ok=True)
    target.write_text(before.replace(old, new, 1) if old is not None else new, encoding="utf-8")
    lines = [str(line) for line in lint(folder, run=file == "concepts/classes.yaml").problems]
    assert any(problem in line for line in lines), lines
    assert all(line.startswith("content/") for line in lines)


def test_one_broken_file_brings_no_false_alarms_about_the_files_that_name_it(folder: Path) -> None:
    target = folder / "paths" / "python-fundamentals.yaml"
    target.write_text(target.read_text(encoding="utf-8").replace("weeks: 6", "weeks: six"), encoding="utf-8")
    problems = [problem for problem in lint(folder, run=False).problems if "is new" not in problem.message]
    assert [problem.key for problem in problems] == ["weeks"]


def test_the_schemas_that_editors_use_accept_every_shipped_file() -> None:
    for file in sorted(CONTENT.glob("*/*.yaml")):
        text = file.read_text(encoding="utf-8")
        match = re.match(r"# yaml-language-server: \$schema=(\S+)", text)
        assert match, file
        schema = json.loads((file.parent / match.group(1)).read_text(encoding="utf-8"))
        jsonschema.validate(yaml.safe_load(text), schema)


def test_updating_keeps_the_lock_readable(folder: Path) -> None:
    lock = folder / "ids.lock"
    lock.write_text(lock.read_text(encoding="utf-8").rstrip().removesuffix("x"), encoding="utf-8")
    update(folder)
    assert lint(folder, run=False).problems == []
    assert lock.read_bytes() == (CONTENT / "ids.lock").read_bytes()


def test_a_broken_file_is_named_with_its_line(folder: Path) -> None:
    target = folder / "levels" / "0.yaml"
    text = target.read_text(encoding="utf-8")
    line = text.splitlines().index(next(line for line in text.splitlines() if line.startswith("ai:"))) + 1
    target.write_text(text.replace("ai: explain", "ai: some"), encoding="utf-8")
    assert any(
        str(problem).startswith(f"content/levels/0.yaml:{line}: ai:") for problem in lint(folder, run=False).problems
    )


def test_all_problems_are_reported_at_once(folder: Path) -> None:
    for name in ("0", "1", "2"):
        (folder / "levels" / f"{name}.yaml").write_text("title: x\n", encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load(folder)
    assert all(f"levels/{name}.yaml" in str(error.value) for name in ("0", "1", "2"))


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"- a\n- b\n", b"just words", b"a: " + b"x" * 600_000])
def test_whatever_a_file_holds_it_is_reported_and_never_a_crash(folder: Path, raw: bytes) -> None:
    (folder / "concepts" / "classes.yaml").write_bytes(raw)
    assert any("concepts/classes.yaml" in str(problem) for problem in lint(folder, run=False).problems)


def test_yaml_makes_no_guesses() -> None:
    data = parse_yaml("a: yes\nb: 010\nc: 3.10\nd: 12:30:45\ne: None\nf: 1e3\n", {})
    assert data == {"a": "yes", "b": "010", "c": "3.10", "d": "12:30:45", "e": "None", "f": "1e3"}


def link_elsewhere(folder: Path, key: str) -> None:
    """Have all that name the topic about control flow name another one."""
    for name in NAMES_CONTROL_FLOW:
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace("#control-flow", key), encoding="utf-8")


def test_a_renamed_topic_keeps_its_progress_through_its_alias(folder: Path) -> None:
    target = folder / "paths" / "python-fundamentals.yaml"
    text = target.read_text(encoding="utf-8")
    target.write_text(text.replace("key: control-flow", "key: flow\n        aliases: [control-flow]"), encoding="utf-8")
    told = [problem.file for problem in lint(folder, run=False).problems if "is new" not in problem.message]
    assert told == [f"content/{name}" for name in NAMES_CONTROL_FLOW]  # whoever links to it learns of the new name
    link_elsewhere(folder, "#flow")
    assert load(folder).canonical("path.python-fundamentals#control-flow") == "path.python-fundamentals#flow"


def test_a_retired_topic_is_no_longer_offered_but_still_has_a_name(folder: Path) -> None:
    target = folder / "paths" / "python-fundamentals.yaml"
    text = target.read_text(encoding="utf-8")
    target.write_text(text.replace("key: control-flow", "key: control-flow\n        status: retired"), encoding="utf-8")
    link_elsewhere(folder, "#syntax-and-types")
    assert lint(folder, run=False).problems == []
    loaded = load(folder)
    assert loaded.item("path.python-fundamentals#control-flow") is None
    assert loaded.title_of("path.python-fundamentals#control-flow").startswith("Control flow")
