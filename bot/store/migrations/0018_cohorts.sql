-- Members of a guild who do the thirty days together in a month, such as 2026-11.
-- tasks: how many of the plan's tasks they have done; follows from the log, worked out anew whenever something was done.
-- wants_buddy: they look for somebody to do it with.
CREATE TABLE cohort_member (
    guild_id    INTEGER NOT NULL,
    month       TEXT NOT NULL,
    user_id     INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    joined_at   INTEGER NOT NULL,
    tasks       INTEGER NOT NULL CHECK (tasks >= 0),
    wants_buddy INTEGER NOT NULL DEFAULT 0 CHECK (wants_buddy IN (0, 1)),
    PRIMARY KEY (guild_id, month, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX cohort_by_user ON cohort_member (user_id, month);

-- Two of a cohort who were matched have two rows with the number of their pair, so that nobody's row names the other.
-- hello: they want to be named, which happens once both do. ended: one of them went on.
CREATE TABLE buddy (
    pair     INTEGER NOT NULL,
    user_id  INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    guild_id INTEGER NOT NULL,
    month    TEXT NOT NULL,
    hello    INTEGER NOT NULL DEFAULT 0 CHECK (hello IN (0, 1)),
    ended    INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
    PRIMARY KEY (pair, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX buddy_by_user ON buddy (user_id, guild_id, month);
