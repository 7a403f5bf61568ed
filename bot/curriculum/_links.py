"""Checks that need more than one file: ids are unique, links resolve, prerequisites have no cycles."""

from collections import Counter
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter

from bot.curriculum._documents import Library, Problem, Source
from bot.curriculum.schema import ConceptModel, Document, LevelModel, PathModel, ProjectModel, TrackModel

Check = Callable[[Library], Iterator[Problem]]


def link_problems(library: Library) -> list[Problem]:
    """Every problem between files."""
    checks: tuple[Check, ...] = (_ids, _path_links, _track_links, _level_links, _project_links, _cycles)
    return [problem for check in checks for problem in check(library)]


def _known(library: Library, model: type[Document]) -> set[str]:
    """The ids of one kind that a link may name: retired documents are not linked any more."""
    return {document.id for _, document in library.of(model) if document.status == "active"}


def all_ids(library: Library) -> dict[str, Source]:
    """Every id that members' progress may hang on, parts and former ids included, with the file that holds it."""
    found: dict[str, Source] = {}
    for source in library.sources:
        found |= dict.fromkeys((source.document.id, *source.document.aliases), source)
        if isinstance(source.document, PathModel):
            path = source.document
            keys = [key for stage in path.stages for topic in stage.topics for key in (topic.key, *topic.aliases)]
            found |= {f"{name}#{key}": source for name in (path.id, *path.aliases) for key in (*keys, "exit")}
    return found


def _ids(library: Library) -> Iterator[Problem]:
    first: dict[str, Source] = {}
    for source in library.sources:
        document = source.document
        stem = source.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        if document.id != f"{document.kind}.{stem}":
            yield source.problem("id", f"is {document.id!r} in a file named {stem!r}. Make both the same.")
        for identifier in (document.id, *document.aliases):
            if identifier in first:
                yield source.problem("id", f"{identifier!r} is taken by {first[identifier].file}. Choose another.")
            first.setdefault(identifier, source)


def _missing(source: Source, key: str, target: str, known: set[str]) -> Iterator[Problem]:
    if target not in known:
        yield source.problem(key, f"there is no {target!r}. Check the spelling, or write that file first.")


def _path_links(library: Library) -> Iterator[Problem]:
    paths, concepts = _known(library, PathModel), _known(library, ConceptModel)
    owner = {project.id: project.path for _, project in library.of(ProjectModel)}
    for source, path in library.of(PathModel):
        for index, required in enumerate(path.requires):
            yield from _missing(source, f"requires[{index}]", required, paths)
        keys = Counter(
            ["exit", *(key for stage in path.stages for topic in stage.topics for key in (topic.key, *topic.aliases))]
        )
        for s, stage in enumerate(path.stages):
            yield from _missing(source, f"stages[{s}].project", stage.project, set(owner))
            if owner.get(stage.project, path.id) != path.id:
                yield source.problem(f"stages[{s}].project", f"{stage.project!r} says that it belongs to another path.")
            for t, topic in enumerate(stage.topics):
                key = f"stages[{s}].topics[{t}]"
                if keys[topic.key] > 1:
                    yield source.problem(f"{key}.key", f"{topic.key!r} is used twice in this path. Choose another.")
                if topic.concept:
                    yield from _missing(source, f"{key}.concept", topic.concept, concepts)


def _track_links(library: Library) -> Iterator[Problem]:
    tracks, topics = _known(library, TrackModel), set(all_ids(library))
    stages = {path.id: {stage.key for stage in path.stages} for _, path in library.of(PathModel)}
    for source, track in library.of(TrackModel):
        if track.builds_on:
            yield from _missing(source, "builds_on", track.builds_on, tracks)
        for index, step in enumerate(track.steps):
            if step.path:
                yield from _missing(source, f"steps[{index}].path", step.path, set(stages))
            if step.until and step.until not in stages.get(step.path or "", {step.until}):
                yield source.problem(f"steps[{index}].until", f"{step.path!r} has no stage {step.until!r}.")
        for s, skill in enumerate(track.skills):
            for t, topic in enumerate(skill.topics):
                yield from _missing(source, f"skills[{s}].topics[{t}]", topic, topics)


def _level_links(library: Library) -> Iterator[Problem]:
    concepts = _known(library, ConceptModel)
    for source, level in library.of(LevelModel):
        for index, concept in enumerate(level.concepts):
            yield from _missing(source, f"concepts[{index}]", concept, concepts)


def _project_links(library: Library) -> Iterator[Problem]:
    paths = _known(library, PathModel)
    for source, project in library.of(ProjectModel):
        yield from _missing(source, "path", project.path, paths)


def _cycles(library: Library) -> Iterator[Problem]:
    concepts = _known(library, ConceptModel)
    for source, concept in library.of(ConceptModel):
        for index, required in enumerate(concept.requires):
            yield from _missing(source, f"requires[{index}]", required, concepts)
    yield from _cycle_of({d.id: (s, set(d.requires)) for s, d in library.of(PathModel)}, "requires")
    yield from _cycle_of({d.id: (s, set(d.requires)) for s, d in library.of(ConceptModel)}, "requires")
    yield from _cycle_of(
        {d.id: (s, {d.builds_on} if d.builds_on else set()) for s, d in library.of(TrackModel)}, "builds_on"
    )


def _cycle_of(graph: dict[str, tuple[Source, set[str]]], key: str) -> Iterator[Problem]:
    try:
        TopologicalSorter({name: needs for name, (_, needs) in graph.items()}).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        source = next(graph[name][0] for name in circle if name in graph)
        yield source.problem(key, f"goes round in a circle: {' needs '.join(circle)}. Take one of these out.")
