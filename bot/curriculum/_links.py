"""Checks that need more than one file: ids are unique, links lead to what is offered, nothing goes in circles."""

from collections import Counter
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter

from bot.curriculum._documents import Library, Problem, Source
from bot.curriculum.schema import (
    AssessmentModel,
    ConceptModel,
    DeckModel,
    GlossaryModel,
    PathModel,
    ProjectModel,
    QuizModel,
    StatementsModel,
    TrackModel,
)

Check = Callable[[Library], Iterator[Problem]]


def link_problems(library: Library) -> list[Problem]:
    """Every problem between files."""
    checks: tuple[Check, ...] = (_ids, _keys, _links, _stages, _cycles)
    return [problem for check in checks for problem in check(library)]


def all_ids(library: Library) -> dict[str, Source]:
    """Every id that members' progress may hang on, parts and former ids included, with the file that holds it."""
    found: dict[str, Source] = {}
    for source in library.sources:
        found |= dict.fromkeys((source.document.id, *source.document.aliases), source)
    for source, path in library.of(PathModel):
        keys = [key for topic in path.topics for key in (topic.key, *topic.aliases)]
        found |= {f"{name}#{key}": source for name in (path.id, *path.aliases) for key in (*keys, "exit")}
    for source, deck in library.of(DeckModel):
        keys = [key for card in deck.cards for key in (card.key, *card.aliases)]
        found |= {f"{name}#{key}": source for name in (deck.id, *deck.aliases) for key in keys}
    for source in library.sources:
        if isinstance(document := source.document, QuizModel | AssessmentModel):
            names = (document.id, *document.aliases)
            found |= {f"{name}#{question.key}": source for name in names for question in document.questions}
    for source, glossary in library.of(GlossaryModel):
        names = (glossary.id, *glossary.aliases)
        found |= {f"{name}#{term.key}": source for name in names for term in glossary.terms}
    for source, rated in library.of(StatementsModel):
        names = (rated.id, *rated.aliases)
        found |= {f"{name}#{statement.key}": source for name in names for statement in rated.statements}
    return found


def _offered(library: Library) -> set[str]:
    """The ids that a link may lead to. A file that could not be read is given the benefit of the doubt."""
    active = [source.document for source in library.sources if source.document.status == "active"]
    paths = [document for document in active if isinstance(document, PathModel)]
    topics = {f"{path.id}#{topic.key}" for path in paths for topic in path.topics if topic.status == "active"}
    return {document.id for document in active} | topics | library.unreadable


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


def _keys(library: Library) -> Iterator[Problem]:
    """Within a path, no topic has the key, or a former key, of another or of the exit criterion."""
    for source, path in library.of(PathModel):
        used = Counter(["exit", *(key for topic in path.topics for key in (topic.key, *topic.aliases))])
        for s, stage in enumerate(path.stages):
            for t, topic in enumerate(stage.topics):
                for key in (topic.key, *topic.aliases):
                    if used[key] > 1:
                        place = f"stages[{s}].topics[{t}].key"
                        yield source.problem(place, f"{key!r} is used twice in this path. Choose another.")


def _links(library: Library) -> Iterator[Problem]:
    offered = _offered(library)
    for source in library.sources:
        if source.document.status == "retired":
            continue
        for link in source.document.references():
            right_kind = link.target.startswith(f"{link.kind}.")
            unread = link.target.split("#")[0] in library.unreadable
            if not right_kind:
                yield source.problem(link.key, f"{link.target!r} is no {link.kind}. Write the id of a {link.kind}.")
            elif link.target not in offered and not unread:
                yield source.problem(
                    link.key, f"there is no {link.target!r} on offer. Check the spelling, or write that file first."
                )


def _stages(library: Library) -> Iterator[Problem]:
    """A stage has something to learn, its project belongs to its path, and a track stops at a stage that exists."""
    owner = {project.id: project.path for _, project in library.of(ProjectModel)}
    stages = {path.id: {stage.key for stage in path.stages} for _, path in library.of(PathModel)}
    for source, path in library.of(PathModel):
        for index, stage in enumerate(path.stages):
            if owner.get(stage.project, path.id) != path.id:
                place = f"stages[{index}].project"
                yield source.problem(place, f"{stage.project!r} says that it belongs to another path. Choose another.")
            if all(topic.status == "retired" for topic in stage.topics):
                yield source.problem(f"stages[{index}].topics", "are all retired. Leave at least one active.")
    for source, track in library.of(TrackModel):
        for index, step in enumerate(track.steps):
            if step.until and step.until not in stages.get(step.path or "", {step.until}):
                place = f"steps[{index}].until"
                yield source.problem(place, f"{step.path!r} has no stage {step.until!r}. Write the key of one.")


def _cycles(library: Library) -> Iterator[Problem]:
    tracks = {track.id: (source, {track.builds_on or ""} - {""}) for source, track in library.of(TrackModel)}
    yield from _cycle_of({path.id: (source, set(path.requires)) for source, path in library.of(PathModel)})
    yield from _cycle_of({item.id: (source, set(item.requires)) for source, item in library.of(ConceptModel)})
    yield from _cycle_of(tracks, "builds_on")


def _cycle_of(graph: dict[str, tuple[Source, set[str]]], key: str = "requires") -> Iterator[Problem]:
    try:
        TopologicalSorter({name: needs for name, (_, needs) in graph.items()}).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        source = next(graph[name][0] for name in circle if name in graph)
        yield source.problem(key, f"goes round in a circle: {' needs '.join(circle)}. Take one of these out.")
