"""Remarks on style by ruff, which reads the code and never executes it."""

import asyncio
import json
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from bot.grader.answer import clean
from bot.grader.pool import environment

MAX_REMARKS, MESSAGE, LINE = 3, 200, 200
SECONDS = 5.0
# In the order of what is worth most to someone who learns: likely mistakes, then clearer code, then names.
RULES = (
    "B006", "E711", "E712", "E721", "E722", "F841", "F811", "F401", "F541", "B007", "B018", "B023", "B904", "SIM103",
    "SIM118", "SIM201", "SIM208", "SIM210", "SIM212", "SIM102", "SIM110", "SIM115", "SIM401", "PLR1711", "PLR5501",
    "PLR1714", "PLR1730", "RET505", "RET504", "C400", "C401", "C402", "C403", "C404", "C405", "C408", "C411", "C414",
    "C416", "C417", "C419", "PERF402", "FURB136", "E713", "E714", "E731", "E741", "UP031", "UP032", "N801", "N802",
    "N803", "N806",
)  # fmt: skip
OPTIONS = ("check", "--isolated", "--no-cache", "--quiet", "--preview", "--unsafe-fixes", "--exit-zero")


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: ruff's rule, the line (from 1), what it says, and the better line or lines if ruff knows them.

    `better` is empty if the line is better left out, and None if there is no fix.
    """

    code: str
    line: int
    message: str
    better: str | None


async def style(code: str) -> list[Remark]:
    """At most three remarks, of different rules, the most useful first; none if ruff is missing or takes too long."""
    found = _parse(await _ruff(code))
    found.sort(key=lambda one: (RULES.index(str(one["code"])), _row(one)))
    first = {str(one["code"]): one for one in reversed(found)}
    chosen = sorted(first.values(), key=found.index)[:MAX_REMARKS]
    return [
        Remark(str(one["code"]), _row(one), clean(one["message"], MESSAGE).replace("`", "'"), better_line(code, one))
        for one in chosen
    ]


async def _ruff(code: str) -> bytes:
    binary = shutil.which("ruff", path=sysconfig.get_path("scripts")) or shutil.which("ruff", path=_beside_python())
    if binary is None:
        return b"[]"
    pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    options = (*OPTIONS, "--output-format=json", "--target-version=py314", f"--select={','.join(RULES)}")
    process = await asyncio.create_subprocess_exec(
        binary, *options, "--stdin-filename=solution.py", "-",
        stdin=pipe, stdout=pipe, stderr=nothing, env=environment(), cwd=Path(binary).anchor,
    )  # fmt: skip
    try:
        out, _ = await asyncio.wait_for(process.communicate(code.encode("utf-8", "replace")), SECONDS)
    except TimeoutError:
        return b"[]"
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    return out


def _beside_python() -> str:
    return str(Path(sys.executable).parent)


def _parse(output: bytes) -> list[dict[str, Any]]:
    try:
        found = json.loads(output)
    except ValueError:
        return []
    return [one for one in found if one.get("code") in RULES]


def _row(remark: Mapping[str, Any]) -> int:
    return int(remark["location"]["row"])


def better_line(code: str, remark: Mapping[str, Any]) -> str | None:
    """What stands in the place of the line once ruff's edits are applied, with the other lines that they touch."""
    if not remark.get("fix"):
        return None
    lines = [f"{line}\n" for line in code.split("\n")]
    starts = [0, *accumulate(map(len, lines))]

    def offset(place: Mapping[str, int]) -> int:
        return starts[min(place["row"], len(starts)) - 1] + place["column"] - 1

    edits = sorted(
        (offset(edit["location"]), offset(edit["end_location"]), str(edit["content"]))
        for edit in remark["fix"]["edits"]
    )  # fmt: skip
    row = min(_row(remark), len(lines))
    begin = max(start for start in starts if start <= min(starts[row - 1], edits[0][0]))
    end = min((start for start in starts if start >= max(starts[row], edits[-1][1])), default=starts[-1])
    text, position = "", begin
    for first, last, content in edits:
        text += code[position:first] + content
        position = last
    return clean(text + code[position:end], LINE).rstrip("\n")
