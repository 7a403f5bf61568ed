"""Answers to challenges: stored before they are graded, with their reports afterwards."""

import json
import sqlite3
from dataclasses import asdict
from datetime import datetime

from bot.domain.mastery import Attempt
from bot.domain.submission import Submission
from bot.domain.verdict import Fault, Outcome, Report, Verdict
from bot.store._time import from_millis, to_millis

COLUMNS = "submission_id, user_id, guild_id, challenge, code, at, shift, report"


def add_submission(
    db: sqlite3.Connection, user_id: int, guild_id: int | None, challenge: str, code: str, now: datetime, shift: int
) -> Submission:
    """Store an answer that is still to be graded."""
    at = to_millis(now)
    row = db.execute(
        f"""
        INSERT INTO submission (user_id, guild_id, challenge, code, at, shift)
        VALUES (:user_id, :guild_id, :challenge, :code, :at, :shift) RETURNING {COLUMNS}
        """,  # noqa: S608
        {"user_id": user_id, "guild_id": guild_id, "challenge": challenge, "code": code, "at": at, "shift": shift},
    ).fetchone()
    return _submission(row)


def save_report(db: sqlite3.Connection, submission_id: int, report: Report) -> bool:
    """Store what came of an answer, once; whether this was the first time."""
    changed = db.execute(
        """
        UPDATE submission SET passed = :passed, total = :total, report = :report
        WHERE submission_id = :submission_id AND report IS NULL
        """,
        {
            "submission_id": submission_id,
            "passed": report.passed,
            "total": len(report.outcomes),
            "report": json.dumps([asdict(outcome) for outcome in report.outcomes], ensure_ascii=False),
        },
    )
    return changed.rowcount == 1


def submissions_of(db: sqlite3.Connection, user_id: int, challenge: str) -> tuple[Submission, ...]:
    """A member's answers to a challenge, oldest first."""
    rows = db.execute(
        f"SELECT {COLUMNS} FROM submission WHERE user_id = :user_id AND challenge = :challenge ORDER BY submission_id",  # noqa: S608
        {"user_id": user_id, "challenge": challenge},
    )
    return tuple(map(_submission, rows))


def attempts_of(db: sqlite3.Connection, user_id: int) -> list[Attempt]:
    """A member's graded answers to all challenges, without their code, oldest first."""
    rows = db.execute(
        """
        SELECT challenge, at, shift, passed, total FROM submission
        WHERE user_id = :user_id AND report IS NOT NULL ORDER BY at, submission_id
        """,
        {"user_id": user_id},
    )
    return [
        Attempt(row["challenge"], from_millis(row["at"]), row["shift"], row["passed"], row["total"]) for row in rows
    ]


def ungraded(db: sqlite3.Connection) -> tuple[Submission, ...]:
    """The answers that still wait to be graded, oldest first."""
    rows = db.execute(f"SELECT {COLUMNS} FROM submission WHERE report IS NULL ORDER BY submission_id")  # noqa: S608
    return tuple(map(_submission, rows))


def _submission(row: sqlite3.Row) -> Submission:
    values = dict(row)
    return Submission(**{**values, "at": from_millis(values["at"]), "report": _report(values["report"])})


def _report(stored: str | None) -> Report | None:
    return Report(tuple(map(_outcome, json.loads(stored)))) if stored else None


def _outcome(values: dict[str, object]) -> Outcome:
    fault = values.pop("fault")
    verdict, names = Verdict(str(values.pop("verdict"))), values.pop("names")
    return Outcome(
        verdict,
        got=str(values["got"]),
        printed=str(values["printed"]),
        fault=Fault(**fault) if isinstance(fault, dict) else None,
        names=tuple(names) if isinstance(names, list) else (),
    )
