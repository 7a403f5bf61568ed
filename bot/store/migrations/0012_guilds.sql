-- What a guild chose, by the name of the setting; what has no row has its default.
CREATE TABLE guild_choice (
    guild_id INTEGER NOT NULL,
    name     TEXT NOT NULL,
    value    TEXT NOT NULL CHECK (value <> ''),
    PRIMARY KEY (guild_id, name)
) STRICT, WITHOUT ROWID;

-- How each kind of post stands in a guild. first_day: the first day that gets one. since: when it became as it is now.
-- next_at: when it is looked at next; 0: within a minute; NULL: not before somebody chooses something.
-- problem: why it is off until its channel is set again. told: the owner of the guild knows.
CREATE TABLE guild_job (
    guild_id  INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    first_day TEXT NOT NULL,
    since     INTEGER NOT NULL,
    next_at   INTEGER,
    problem   TEXT,
    told      INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
    PRIMARY KEY (guild_id, kind),
    CHECK (next_at IS NULL OR problem IS NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX guild_job_due ON guild_job (next_at) WHERE next_at IS NOT NULL;

-- Who changed which setting, from what to what; NULL: the default. Without a user_id: the bot itself did, or somebody
-- who had everything about themselves deleted.
CREATE TABLE audit (
    audit_id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    user_id  INTEGER REFERENCES learner ON DELETE SET NULL,
    name     TEXT NOT NULL,
    before   TEXT,
    after    TEXT
) STRICT;

CREATE INDEX audit_by_guild ON audit (guild_id, audit_id);
CREATE INDEX audit_by_user ON audit (user_id) WHERE user_id IS NOT NULL;

-- Posts that were left out on purpose, and why: 'late' (noticed after the hours in which it is caught up), 'away' (the
-- bot was away all day), or in the words of the feature.
CREATE TABLE skipped_post (
    guild_id INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    day      TEXT NOT NULL,
    reason   TEXT NOT NULL,
    PRIMARY KEY (guild_id, kind, day)
) STRICT, WITHOUT ROWID;

-- late: it was missed, and caught up.
ALTER TABLE post ADD COLUMN late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1));

-- Guilds that removed the bot, and when. After thirty days everything about them is deleted.
CREATE TABLE guild_left (
    guild_id INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL
) STRICT;

INSERT INTO guild_choice (guild_id, name, value)
SELECT guild_id, 'daily-channel', CAST(challenge_channel AS TEXT) FROM guild_setting
UNION ALL SELECT guild_id, 'post-hour', CAST(post_hour AS TEXT) FROM guild_setting
UNION ALL SELECT guild_id, 'zone', zone FROM guild_setting
UNION ALL SELECT guild_id, 'reminder-channel', CAST(channel_id AS TEXT) FROM reminder_channel;

INSERT INTO guild_job (guild_id, kind, first_day, since, next_at, problem)
SELECT guild_id, 'daily', first_day, 0, CASE WHEN problem IS NULL THEN 0 END, problem FROM guild_setting;

DROP TABLE guild_setting;
DROP TABLE reminder_channel;
