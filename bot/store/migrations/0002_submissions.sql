-- Code that a member sent in. It is stored before it is graded, so that a restart loses nothing.
-- report: the outcomes as JSON, once it is graded; passed and total count its checks.
CREATE TABLE submission (
    submission_id INTEGER PRIMARY KEY,
    user_id       INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    guild_id      INTEGER,
    challenge     TEXT NOT NULL,
    code          TEXT NOT NULL,
    at            INTEGER NOT NULL,
    shift         INTEGER NOT NULL CHECK (shift BETWEEN -1500 AND 1500),
    passed        INTEGER,
    total         INTEGER,
    report        TEXT CHECK (report IS NULL OR json_valid(report)),
    CHECK ((passed IS NULL) = (report IS NULL) AND (total IS NULL) = (report IS NULL)),
    CHECK (passed BETWEEN 0 AND total)
) STRICT;

CREATE INDEX submission_by_user ON submission (user_id, challenge, submission_id);
CREATE INDEX submission_not_graded ON submission (submission_id) WHERE report IS NULL;
