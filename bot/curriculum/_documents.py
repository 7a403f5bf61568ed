"""YAML files in, validated documents and a list of problems out; every problem names file, line, key and remedy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.curriculum.schema import KINDS, Document

D = TypeVar("D", bound=Document)
MAX_FILE_BYTES = 512 * 1024
MAX_DEPTH = 20
MARK = re.compile(r"[&*]\S")  # where an anchor or an alias may stand; few files have any, and looking takes long
SERVER_FILE = "server.yaml"  # the only file that stands in no folder of its kind


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong in a content file; the message ends with what to write instead."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


@dataclass
class Source:
    """One file: its validated document, and the line on which each key stands."""

    file: str
    document: Document
    lines: dict[str, int]

    def problem(self, key: str, message: str) -> Problem:
        """A problem of this file at a key."""
        return Problem(self.file, line_of(key, self.lines), key, message)


@dataclass
class Library:
    """All files of a content folder that could be read; the problems, and the ids, of those that could not."""

    sources: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    server: bytes | None = None

    def of(self, model: type[D]) -> Iterator[tuple[Source, D]]:
        """The files of one kind, each with its document."""
        for source in self.sources:
            if isinstance(source.document, model):
                yield source, source.document


def read_library(folder: Path) -> Library:
    """Read every file of every kind. Nothing is raised for a broken file: it is reported with all the others."""
    library = Library()
    if not folder.is_dir():
        library.problems.append(Problem(str(folder), 0, "", "is not a folder. Set CONTENT_DIR to the content folder."))
        return library
    kinds = {model.folder: model for model in KINDS}
    for file in sorted(
        file for file in folder.rglob("*") if file.is_file() and file.suffix.lower() in (".yaml", ".yml")
    ):
        name = file.relative_to(folder.parent).as_posix()
        model = kinds.get(file.relative_to(folder).parent.as_posix())
        if file == folder / SERVER_FILE:
            library.server = file.read_bytes()
        elif model is None or file.suffix != ".yaml":
            library.problems.append(
                Problem(name, 0, "", f"is read by nobody. Put it into one of {', '.join(kinds)} as .yaml.")
            )
        else:
            _read_file(library, model, file, name)
    return library


def _read_file(library: Library, model: type[Document], file: Path, name: str) -> None:
    lines: dict[str, int] = {}
    try:
        raw = file.read_bytes()
        if len(raw) > MAX_FILE_BYTES:
            raise ValueError(f"is larger than {MAX_FILE_BYTES // 1024} KB. Split it into several files.")
        data = parse_yaml(raw.decode("utf-8-sig"), lines)
        library.sources.append(Source(name, model.model_validate(data), lines))
    except Exception as error:
        library.unreadable.add(f"{model.kind}.{file.stem}")
        library.problems += problems_of(error, name, lines)


def problems_of(error: Exception, name: str, lines: dict[str, int]) -> list[Problem]:
    """What a file that cannot be read has wrong. An error that no author can cause is raised again."""
    match error:
        case ValidationError():
            found = error.errors()
            return [_describe(name, lines, details) for details in found if not _only_follows(details, found)]
        case yaml.MarkedYAMLError():
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            return [Problem(name, line, "", f"is not valid YAML: {error.problem}. Check this line.")]
        case yaml.YAMLError():
            return [Problem(name, 0, "", "holds characters that YAML does not allow. Type it again as plain text.")]
        case UnicodeDecodeError():
            return [Problem(name, 0, "", "is not UTF-8 text. Save it as UTF-8.")]
        case ValueError() | OSError():
            return [Problem(name, 0, "", str(error))]
    raise error


def parse_yaml(text: str, lines: dict[str, int]) -> Any:
    """The data of one YAML document, every scalar as text; `lines` is filled with the line of each dotted key.

    YAML's own guesses would turn answers such as `yes`, `010` or `3.10` into other values, and its parsers let the
    second of two equal keys win in silence; here scalars stay text and a repeated key is an error.
    """
    for token in yaml.scan(text, Loader=yaml.CBaseLoader) if MARK.search(text) else ():
        if isinstance(token, yaml.AliasToken | yaml.AnchorToken):
            raise yaml.MarkedYAMLError(problem="anchors and aliases are not used here", problem_mark=token.start_mark)
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    if node is None:
        raise yaml.MarkedYAMLError(problem="the file is empty", problem_mark=None)
    return _construct(node, "", lines)


def _construct(node: yaml.Node, key: str, lines: dict[str, int], depth: int = 0) -> Any:
    lines[key] = node.start_mark.line + 1
    if depth > MAX_DEPTH:
        raise yaml.MarkedYAMLError(problem="it is nested too deeply", problem_mark=node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(child, f"{key}[{index}]", lines, depth + 1) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for name_node, child in node.value:
            name = str(name_node.value)
            if name in result:
                problem = f"the key {name!r} stands here twice"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=name_node.start_mark)
            result[name] = _construct(child, f"{key}.{name}" if key else name, lines, depth + 1)
        return result
    return node.value


def line_of(key: str, lines: dict[str, int]) -> int:
    """The line of a key, or of the nearest part that contains it (a missing key has no line of its own)."""
    while key and key not in lines:
        key = key[: max(key.rfind("."), key.rfind("["), 0)]
    return lines.get(key, 0)


REMEDIES = {
    "missing": "is missing. Add it.",
    "extra_forbidden": "is not a key of this kind of file. Check its spelling, or remove it.",
    "int_parsing": "must be a whole number, not {input!r}.",
    "string_too_short": "is too short: {input!r}. Write at least {min_length} characters.",
    "string_too_long": "is {length} characters long. Write at most {max_length}.",
    "greater_than_equal": "must be at least {ge}, not {input}.",
    "less_than_equal": "must be at most {le}, not {input}.",
    "literal_error": "cannot be {input!r}. Write one of {expected}.",
    "enum": "cannot be {input!r}. Write one of {expected}.",
    "bool_parsing": "must be true or false, not {input!r}.",
    "string_pattern_mismatch": "cannot be {input!r}. Write small letters, digits and single hyphens ({pattern}).",
    "too_short": "has {actual_length} entries. Write at least {min_length}.",
    "too_long": "has {actual_length} entries. Write at most {max_length}.",
    "string_type": "must be text, not a list or a group of keys.",
    "tuple_type": "must be a list: one line for each entry, beginning with a hyphen.",
    "model_type": "must be a group of keys, not a single value.",
    "model_attributes_type": "must be a group of keys, not a single value.",
    "value_error": "{error}.",
}


def _only_follows(details: ErrorDetails, found: list[ErrorDetails]) -> bool:
    """Whether a list counts as too short only because entries of it that have problems of their own aren't counted."""
    place = details["loc"]
    inside = any(len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in found)
    return details["type"] == "too_short" and inside


def _describe(file: str, lines: dict[str, int], details: ErrorDetails) -> Problem:
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in details["loc"]).lstrip(".")
    given = details["input"]
    context = {
        "input": given,
        "length": len(given) if isinstance(given, str) else 0,
        **details.get("ctx", {}),
    }
    remedy = REMEDIES.get(details["type"])
    message = remedy.format_map(context) if remedy else f"{details['msg']} (given: {given!r})."
    return Problem(file, line_of(key, lines), key, message)
