-- What a member chose about reminders. Whoever has no row gets none.
-- weekdays: digits, 0 is Monday. topics: names with commas. quiet_from = quiet_to: no quiet hours.
-- guild_id: the server whose daily challenge is meant; in_channel: reminded in its channel, else by direct message.
-- next_at: the next known moment; NULL: none. since: turned on. seen_at: the newest sign that somebody reads them.
-- problem: why nothing can be sent, until the member tries again; told: they know.
CREATE TABLE reminder (
    user_id    INTEGER PRIMARY KEY REFERENCES learner ON DELETE CASCADE,
    enabled    INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    hour       INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
    weekdays   TEXT NOT NULL CHECK (weekdays GLOB '[0-6]*'),
    quiet_from INTEGER NOT NULL CHECK (quiet_from BETWEEN 0 AND 23),
    quiet_to   INTEGER NOT NULL CHECK (quiet_to BETWEEN 0 AND 23),
    topics     TEXT NOT NULL CHECK (topics <> ''),
    guild_id   INTEGER,
    in_channel INTEGER NOT NULL DEFAULT 0 CHECK (in_channel = 0 OR (in_channel = 1 AND guild_id IS NOT NULL)),
    next_at    INTEGER,
    since      INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    dm_channel_id INTEGER,
    problem    TEXT CHECK (problem IN ('closed', 'channel')),
    told       INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
    CHECK ((hour - quiet_from + 24) % 24 >= (quiet_to - quiet_from + 24) % 24),
    CHECK (next_at IS NULL OR (enabled = 1 AND problem IS NULL))
) STRICT;

CREATE INDEX reminder_due ON reminder (next_at) WHERE next_at IS NOT NULL;

-- A member's clock was changed: their next moment is worked out anew (0) in the next minute.
CREATE TRIGGER reminder_follows_the_clock AFTER UPDATE OF zone, rollover ON learner
WHEN OLD.zone IS NOT NEW.zone OR OLD.rollover IS NOT NEW.rollover
BEGIN
    UPDATE reminder SET next_at = 0 WHERE user_id = NEW.user_id AND next_at IS NOT NULL;
END;

-- The one message of a member's day: claimed before it is sent, confirmed with its message afterwards.
-- turn: how often the member moved it to later that day; planned_at: when it was to come; again_at: when it comes again;
-- replaced_id: the message that it takes the place of. tried_at: the newest attempt to send it.
-- guild_id is NULL for direct messages, channel_id until they are opened.
CREATE TABLE reminder_message (
    user_id     INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    day         TEXT NOT NULL,
    turn        INTEGER NOT NULL DEFAULT 0 CHECK (turn >= 0),
    planned_at  INTEGER NOT NULL,
    claimed_at  INTEGER NOT NULL,
    tried_at    INTEGER NOT NULL,
    guild_id    INTEGER,
    channel_id  INTEGER,
    message_id  INTEGER,
    again_at    INTEGER,
    replaced_id INTEGER,
    PRIMARY KEY (user_id, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX reminder_not_confirmed ON reminder_message (tried_at) WHERE message_id IS NULL;

-- Where a server lets its members be reminded.
CREATE TABLE reminder_channel (
    guild_id   INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL
) STRICT;
