-- What a guild chose: where, at which hour and in which zone its day's challenge appears.
-- first_day: the first day that gets a post. problem: why posting there was given up, in words, until somebody sets it again.
CREATE TABLE guild_setting (
    guild_id          INTEGER PRIMARY KEY,
    challenge_channel INTEGER NOT NULL,
    post_hour         INTEGER NOT NULL CHECK (post_hour BETWEEN 0 AND 23),
    zone              TEXT NOT NULL,
    first_day         TEXT NOT NULL,
    problem           TEXT
) STRICT;

-- Everything that is posted by itself: claimed before it is sent, so that it appears at most once, and confirmed with
-- its message afterwards. closed: the results have been added.
CREATE TABLE post (
    guild_id   INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    day        TEXT NOT NULL,
    channel_id INTEGER NOT NULL,
    claimed_at INTEGER NOT NULL,
    message_id INTEGER,
    closed     INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
    PRIMARY KEY (guild_id, kind, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_by_item ON event (item, guild_id, event_id) WHERE kind IN ('attempted', 'solved', 'shared');
