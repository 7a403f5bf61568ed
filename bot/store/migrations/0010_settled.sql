-- Up to where a member's badges and levels were decided: nothing is decided anew while nothing of it has changed.
-- event_id: their newest event. reviewed_at: their newest review, 0 for none. rules: a number that stands for the rules.
CREATE TABLE settled (
    user_id     INTEGER PRIMARY KEY REFERENCES learner ON DELETE CASCADE,
    event_id    INTEGER NOT NULL,
    reviewed_at INTEGER NOT NULL,
    rules       INTEGER NOT NULL
) STRICT;
