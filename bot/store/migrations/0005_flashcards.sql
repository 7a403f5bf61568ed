-- What is known of a member and a card after its newest review; the meaning of the columns is that of FSRS.
-- due: UTC, milliseconds since 1970. day: the member's day of the newest review. interval: days, 0 while it is learnt.
CREATE TABLE memory (
    user_id    INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    card       TEXT NOT NULL,
    state      INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
    step       INTEGER CHECK (step >= 0),
    stability  REAL NOT NULL CHECK (stability > 0),
    difficulty REAL NOT NULL CHECK (difficulty BETWEEN 1 AND 10),
    due        INTEGER NOT NULL,
    day        TEXT NOT NULL,
    interval   INTEGER NOT NULL CHECK (interval >= 0),
    reviews    INTEGER NOT NULL CHECK (reviews > 0),
    lapses     INTEGER NOT NULL CHECK (lapses BETWEEN 0 AND reviews),
    PRIMARY KEY (user_id, card),
    CHECK ((step IS NULL) = (state = 2))
) STRICT, WITHOUT ROWID;

-- Cards that a member doesn't want to be asked, begun or not.
CREATE TABLE suspended (
    user_id INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    card    TEXT NOT NULL,
    PRIMARY KEY (user_id, card)
) STRICT, WITHOUT ROWID;

-- Every review that ever was, complete enough to compute all memories again and to fit FSRS to a member.
-- at, shift: as in event. number: which review of the card it was, from 1. seconds: from the question to the rating. elapsed: days since the review before.
-- *_before is NULL for a card's first review, and for the first after the member had it begin anew.
CREATE TABLE review (
    user_id           INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    at                INTEGER NOT NULL,
    card              TEXT NOT NULL,
    number            INTEGER NOT NULL CHECK (number > 0),
    shift             INTEGER NOT NULL CHECK (shift BETWEEN -1500 AND 1500),
    rating            INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
    seconds           REAL NOT NULL CHECK (seconds >= 0),
    retention         REAL NOT NULL CHECK (retention > 0 AND retention < 1),
    elapsed           INTEGER NOT NULL CHECK (elapsed >= 0),
    state_before      INTEGER CHECK (state_before BETWEEN 1 AND 3),
    stability_before  REAL,
    difficulty_before REAL,
    state_after       INTEGER NOT NULL CHECK (state_after BETWEEN 1 AND 3),
    stability_after   REAL NOT NULL,
    difficulty_after  REAL NOT NULL,
    due_after         INTEGER NOT NULL,
    PRIMARY KEY (user_id, at, card, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER review_is_append_only BEFORE UPDATE ON review
BEGIN
    SELECT RAISE(ABORT, 'reviews are never changed');
END;

-- How somebody wants to review. Whoever has no row has the defaults of the domain.
CREATE TABLE review_setting (
    user_id     INTEGER PRIMARY KEY REFERENCES learner ON DELETE CASCADE,
    new_per_day INTEGER NOT NULL CHECK (new_per_day BETWEEN 0 AND 100),
    retention   REAL NOT NULL CHECK (retention BETWEEN 0.7 AND 0.99)
) STRICT;

-- Decks that a member took or left; the others follow their level and path.
CREATE TABLE deck_choice (
    user_id INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    deck    TEXT NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    PRIMARY KEY (user_id, deck)
) STRICT, WITHOUT ROWID;

-- Cards that members wrote for themselves, numbered for each of them. suggested_at: offered to everybody.
CREATE TABLE own_card (
    user_id      INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    number       INTEGER NOT NULL CHECK (number > 0),
    front        TEXT NOT NULL,
    back         TEXT NOT NULL,
    code         TEXT NOT NULL DEFAULT '',
    suggested_at INTEGER,
    PRIMARY KEY (user_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX own_card_suggested ON own_card (suggested_at) WHERE suggested_at IS NOT NULL;

-- "Something's off": one report for each member and item.
CREATE TABLE report (
    item    TEXT NOT NULL,
    user_id INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    at      INTEGER NOT NULL,
    words   TEXT NOT NULL,
    PRIMARY KEY (item, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX report_by_user ON report (user_id);

-- Days off, first and last included: nothing is missed on them.
CREATE TABLE time_off (
    user_id   INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL CHECK (last_day >= first_day),
    PRIMARY KEY (user_id, first_day)
) STRICT, WITHOUT ROWID;
