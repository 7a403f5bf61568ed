"""What members sit (quizzes and assessments), and the log of their answers, which is only ever appended to."""

import json
import sqlite3
from collections.abc import Collection
from datetime import datetime

from bot.domain.questions import Given
from bot.domain.sitting import Answer, Sitting, SittingKind
from bot.store._time import from_millis, to_millis

SITTING = "sitting_id, user_id, guild_id, kind, item, questions, at, shift, ended_at"
ANSWER = "sitting_id, place, question, at, shift, given, points"


def add_sitting(
    db: sqlite3.Connection,
    user_id: int,
    guild_id: int | None,
    kind: SittingKind,
    item: str,
    questions: Collection[str],
    now: datetime,
    shift: int,
) -> Sitting:
    """Begin a sitting."""
    added = db.execute(
        """
        INSERT INTO sitting (user_id, guild_id, kind, item, questions, at, shift)
        VALUES (:user_id, :guild_id, :kind, :item, :questions, :at, :shift)
        """,
        {
            "user_id": user_id,
            "guild_id": guild_id,
            "kind": kind,
            "item": item,
            "questions": json.dumps(list(questions)),
            "at": to_millis(now),
            "shift": shift,
        },
    )
    assert added.lastrowid is not None
    return Sitting(added.lastrowid, user_id, guild_id, kind, item, tuple(questions), now, shift)


def find_sitting(db: sqlite3.Connection, user_id: int, sitting_id: int) -> Sitting | None:
    """A sitting of a member; None when it is not theirs, or was deleted."""
    row = db.execute(
        f"SELECT {SITTING} FROM sitting WHERE sitting_id = :sitting_id AND user_id = :user_id",  # noqa: S608
        {"sitting_id": sitting_id, "user_id": user_id},
    ).fetchone()
    return _sitting(row) if row else None


def newest_sittings(db: sqlite3.Connection, user_id: int, kind: SittingKind, limit: int) -> list[Sitting]:
    """A member's newest sittings of a kind, the newest first."""
    rows = db.execute(
        f"""
        SELECT {SITTING} FROM sitting WHERE user_id = :user_id AND kind = :kind
        ORDER BY sitting_id DESC LIMIT :limit
        """,  # noqa: S608
        {"user_id": user_id, "kind": kind, "limit": limit},
    )
    return [_sitting(row) for row in rows]


def unfinished_sittings(db: sqlite3.Connection, user_id: int, kind: SittingKind) -> list[Sitting]:
    """The sittings of a kind that a member began and has not ended, the newest first."""
    rows = db.execute(
        f"""
        SELECT {SITTING} FROM sitting WHERE user_id = :user_id AND kind = :kind AND ended_at IS NULL
        ORDER BY sitting_id DESC
        """,  # noqa: S608
        {"user_id": user_id, "kind": kind},
    )
    return [_sitting(row) for row in rows]


def add_question(db: sqlite3.Connection, sitting_id: int, question: str) -> None:
    """Add a question to those that were drawn for a sitting."""
    db.execute(
        "UPDATE sitting SET questions = json_insert(questions, '$[#]', :question) WHERE sitting_id = :sitting_id",
        {"sitting_id": sitting_id, "question": question},
    )


def end_sitting(db: sqlite3.Connection, sitting_id: int, now: datetime) -> bool:
    """Note that a sitting is over; False when it was so before."""
    ended = db.execute(
        "UPDATE sitting SET ended_at = :now WHERE sitting_id = :sitting_id AND ended_at IS NULL",
        {"sitting_id": sitting_id, "now": to_millis(now)},
    )
    return ended.rowcount == 1


def add_answer(db: sqlite3.Connection, user_id: int, answer: Answer) -> bool:
    """Add an answer to the log; False when that place of the sitting was answered before."""
    added = db.execute(
        """
        INSERT INTO answer (user_id, sitting_id, place, question, at, shift, given, points)
        VALUES (:user_id, :sitting_id, :place, :question, :at, :shift, :given, :points)
        ON CONFLICT DO NOTHING
        """,
        {
            "user_id": user_id,
            "sitting_id": answer.sitting_id,
            "place": answer.place,
            "question": answer.question,
            "at": to_millis(answer.at),
            "shift": answer.shift,
            "given": json.dumps(answer.given, ensure_ascii=False),
            "points": answer.points,
        },
    )
    return added.rowcount == 1


def answers_in(db: sqlite3.Connection, user_id: int, sitting_id: int) -> list[Answer]:
    """The answers of a sitting, in the order of its questions."""
    rows = db.execute(
        f"SELECT {ANSWER} FROM answer WHERE user_id = :user_id AND sitting_id = :sitting_id ORDER BY place",  # noqa: S608
        {"user_id": user_id, "sitting_id": sitting_id},
    )
    return [_answer(row) for row in rows]


def answers_of(db: sqlite3.Connection, user_id: int) -> list[Answer]:
    """Every answer of a member, the oldest first."""
    rows = db.execute(
        f"SELECT {ANSWER} FROM answer WHERE user_id = :user_id ORDER BY at, sitting_id, place",  # noqa: S608
        {"user_id": user_id},
    )
    return [_answer(row) for row in rows]


def newest_answer(db: sqlite3.Connection, user_id: int) -> Answer | None:
    """The answer that a member gave last."""
    row = db.execute(
        f"SELECT {ANSWER} FROM answer WHERE user_id = :user_id ORDER BY at DESC LIMIT 1",  # noqa: S608
        {"user_id": user_id},
    ).fetchone()
    return _answer(row) if row else None


def newest_answers(db: sqlite3.Connection, user_id: int) -> list[Answer]:
    """A member's newest answer to each question that they were ever asked."""
    rows = db.execute(
        f"""
        SELECT {ANSWER} FROM (
            SELECT {ANSWER}, row_number() OVER (PARTITION BY question ORDER BY at DESC, sitting_id DESC) AS age
            FROM answer WHERE user_id = :user_id
        ) WHERE age = 1
        """,  # noqa: S608
        {"user_id": user_id},
    )
    return [_answer(row) for row in rows]


def met_before(db: sqlite3.Connection, user_id: int, sitting_id: int) -> dict[str, int]:
    """In which sitting before this one a member last answered each question; a later sitting has a higher number."""
    rows = db.execute(
        """
        SELECT question, max(sitting_id) AS newest FROM answer
        WHERE user_id = :user_id AND sitting_id < :sitting_id GROUP BY question
        """,
        {"user_id": user_id, "sitting_id": sitting_id},
    )
    return {row["question"]: row["newest"] for row in rows}


def _sitting(row: sqlite3.Row) -> Sitting:
    return Sitting(
        sitting_id=row["sitting_id"],
        user_id=row["user_id"],
        guild_id=row["guild_id"],
        kind=SittingKind(row["kind"]),
        item=row["item"],
        questions=tuple(json.loads(row["questions"])),
        at=from_millis(row["at"]),
        shift=row["shift"],
        ended_at=from_millis(row["ended_at"]) if row["ended_at"] is not None else None,
    )


def _answer(row: sqlite3.Row) -> Answer:
    return Answer(
        sitting_id=row["sitting_id"],
        place=row["place"],
        question=row["question"],
        at=from_millis(row["at"]),
        shift=row["shift"],
        given=_given(json.loads(row["given"])),
        points=row["points"],
    )


def _given(stored: str | list[int]) -> Given:
    return stored if isinstance(stored, str) else tuple(stored)
