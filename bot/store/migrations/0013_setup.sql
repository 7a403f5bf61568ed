-- What a guild's server was made of: each thing is claimed before Discord is asked for it, and noted with its id
-- afterwards, so that after a crash at most one is in doubt. look: how it was made, as JSON; whatever differs from
-- that was changed by somebody else.
CREATE TABLE setup_thing (
    guild_id   INTEGER NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('role', 'category', 'channel', 'onboarding')),
    key        TEXT NOT NULL,
    origin     TEXT NOT NULL CHECK (origin IN ('created', 'adopted')),
    look       TEXT NOT NULL,
    discord_id INTEGER,
    claimed_at INTEGER NOT NULL,
    done_at    INTEGER,
    PRIMARY KEY (guild_id, kind, key),
    CHECK ((discord_id IS NULL) = (done_at IS NULL))
) STRICT, WITHOUT ROWID;

-- The guilds in which an apply has begun and not ended.
CREATE TABLE setup_run (
    guild_id INTEGER PRIMARY KEY,
    began_at INTEGER NOT NULL
) STRICT;

-- The description that a guild brought instead of the one that is shipped.
CREATE TABLE server_file (
    guild_id INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    content  TEXT NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT;
