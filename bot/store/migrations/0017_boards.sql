-- Who takes part in a guild's board, and what they earned in the guild's week. A member joins by choice.
-- week: the Monday, in the guild's own calendar, of the week that xp is about; in a later week they have none yet.
-- band: what they are compared by; cohort: the month in which they began together with others, '' for none.
-- xp follows from the log, and is worked out anew whenever something was done.
CREATE TABLE board (
    guild_id INTEGER NOT NULL,
    user_id  INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    week     TEXT NOT NULL,
    band     TEXT NOT NULL,
    cohort   TEXT NOT NULL DEFAULT '',
    xp       INTEGER NOT NULL CHECK (xp >= 0),
    PRIMARY KEY (guild_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX board_by_user ON board (user_id);
CREATE INDEX board_by_band ON board (guild_id, week, band, xp, user_id);
CREATE INDEX board_by_cohort ON board (guild_id, week, cohort, xp, user_id) WHERE cohort <> '';

-- Whether a member wants to see comparisons with others. Whoever has no row does, where they take part.
CREATE TABLE comparison (
    user_id INTEGER PRIMARY KEY REFERENCES learner ON DELETE CASCADE,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1))
) STRICT;
