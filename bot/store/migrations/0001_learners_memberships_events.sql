-- A learner is a user: one record that goes along into direct messages and every guild.
-- Every table that tells something about a member has a column user_id that refers to learner and cascades:
-- exporting and deleting a member find their tables by it.
CREATE TABLE learner (
    user_id    INTEGER PRIMARY KEY,
    level      TEXT,
    goal       TEXT,
    minutes    INTEGER CHECK (minutes BETWEEN 1 AND 1440),
    zone       TEXT,
    rollover   INTEGER NOT NULL DEFAULT 3 CHECK (rollover BETWEEN 0 AND 6),
    language   TEXT,
    created_at INTEGER NOT NULL
) STRICT;

-- What belongs to one guild only.
CREATE TABLE membership (
    guild_id   INTEGER NOT NULL,
    user_id    INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    visibility TEXT NOT NULL DEFAULT 'private' CHECK (visibility IN ('private', 'visible')),
    PRIMARY KEY (guild_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX membership_by_user ON membership (user_id);

-- Everything that members did. Rows are added, never changed; guild_id is NULL for direct messages.
-- at: UTC, milliseconds since 1970. shift: minutes from UTC to the member's calendar (offset less roll-over) then.
CREATE TABLE event (
    event_id INTEGER PRIMARY KEY,
    user_id  INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    guild_id INTEGER,
    kind     TEXT NOT NULL,
    item     TEXT,
    at       INTEGER NOT NULL,
    shift    INTEGER NOT NULL CHECK (shift BETWEEN -1500 AND 1500),
    details  TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details)),
    day      TEXT NOT NULL GENERATED ALWAYS AS (date((at / 1000) + shift * 60, 'unixepoch')) VIRTUAL
) STRICT;

CREATE INDEX event_by_user ON event (user_id, event_id);

CREATE TRIGGER event_is_append_only BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;

-- What the bot knows about itself, such as the hash of the commands that it last synced.
CREATE TABLE fact (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
