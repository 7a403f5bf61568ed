"""One description of a server: the file that is shipped, or one that a guild brings and that nobody has looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import yaml

from bot.curriculum._documents import MAX_DEPTH, Problem, line_of, parse_yaml, problems_of
from bot.curriculum.schema.server import ServerModel, faults_of
from bot.domain.levels import Level
from bot.domain.server import Server
from bot.errors import ContentError

MAX_SERVER_BYTES = 64 * 1024
MAX_ENTRIES = 5000
OPENING = (
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
)
CLOSING = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)


@dataclass(frozen=True)
class ServerFile:
    """A description that could be read, and the line on which each key stands."""

    file: str
    model: ServerModel
    lines: Mapping[str, int]


def read_server(raw: bytes, name: str, levels: Iterable[Level]) -> Server:
    """The description in a file. Raises ContentError with every problem at once."""
    found, problems = parse_server(raw, name)
    if found is None:
        raise ContentError([str(problem) for problem in problems])
    server, problems = build_server(found, levels)
    if problems:
        raise ContentError([str(problem) for problem in sorted(problems)])
    return server


def parse_server(raw: bytes, name: str) -> tuple[ServerFile | None, list[Problem]]:
    """A file by itself, or what is wrong with it."""
    lines: dict[str, int] = {}
    try:
        if len(raw) > MAX_SERVER_BYTES:
            raise ValueError(f"is larger than {MAX_SERVER_BYTES // 1024} KB. A server needs far less; shorten it.")
        text = raw.decode("utf-8-sig")
        _refuse_too_much(text)
        model = ServerModel.model_validate(parse_yaml(text, lines))
    except Exception as error:
        return None, problems_of(error, name, lines)
    return ServerFile(name, model, lines), []


def build_server(found: ServerFile, levels: Iterable[Level]) -> tuple[Server, list[Problem]]:
    """The description with the levels in it, and what is wrong between its parts."""
    server = found.model.build(levels)
    faults = faults_of(found.model, server)
    lines = dict(found.lines)
    return server, [Problem(found.file, line_of(key, lines), key, message) for key, message in faults]


def _refuse_too_much(text: str) -> None:
    """Look at the tokens first: the parser in C calls itself for every level, and would crash the bot if it is deep."""
    depth = count = 0
    for token in yaml.scan(text, Loader=yaml.CBaseLoader):
        count += isinstance(token, yaml.ScalarToken)
        depth += isinstance(token, OPENING)
        depth -= isinstance(token, CLOSING)
        if depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="it is nested too deeply", problem_mark=token.start_mark)
        if count > MAX_ENTRIES:
            raise yaml.MarkedYAMLError(problem="it says far too much", problem_mark=token.start_mark)
