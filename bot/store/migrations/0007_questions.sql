-- A quiz or an assessment that a member began; item: the id of the quiz, or how deep the assessment goes.
-- questions: the ids of those that were drawn for it, as JSON. An assessment draws each from the answers before it.
-- at, shift: as in event.
CREATE TABLE sitting (
    sitting_id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    guild_id   INTEGER,
    kind       TEXT NOT NULL CHECK (kind IN ('quiz', 'assessment')),
    item       TEXT NOT NULL,
    questions  TEXT NOT NULL CHECK (json_valid(questions)),
    at         INTEGER NOT NULL,
    shift      INTEGER NOT NULL CHECK (shift BETWEEN -1500 AND 1500),
    ended_at   INTEGER
) STRICT;

CREATE INDEX sitting_by_user ON sitting (user_id, kind, sitting_id);

-- Every answer to a question. place: which of the sitting, from 0. given: as JSON, numbers of options or text.
CREATE TABLE answer (
    user_id    INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    sitting_id INTEGER NOT NULL REFERENCES sitting ON DELETE CASCADE,
    place      INTEGER NOT NULL CHECK (place >= 0),
    question   TEXT NOT NULL,
    at         INTEGER NOT NULL,
    shift      INTEGER NOT NULL CHECK (shift BETWEEN -1500 AND 1500),
    given      TEXT NOT NULL CHECK (json_valid(given)),
    points     REAL NOT NULL CHECK (points BETWEEN 0 AND 1),
    PRIMARY KEY (user_id, sitting_id, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX answer_by_sitting ON answer (sitting_id);

CREATE TRIGGER answer_is_append_only BEFORE UPDATE ON answer
BEGIN
    SELECT RAISE(ABORT, 'answers are never changed');
END;

-- How well a member says that they can do something, from 1 to 5; the newest of a statement counts.
CREATE TABLE self_rating (
    user_id   INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    statement TEXT NOT NULL,
    at        INTEGER NOT NULL,
    rating    INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
    PRIMARY KEY (user_id, statement, at)
) STRICT, WITHOUT ROWID;
