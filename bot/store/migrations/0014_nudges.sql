-- Which nudge the channel of a level was given on a day. It is chosen before it is sent, so that an attempt that is
-- repeated says the same, and so that none comes twice within sixty days. nudge: its id; of kind 'together': a project.
CREATE TABLE nudge_given (
    guild_id   INTEGER NOT NULL,
    level      TEXT NOT NULL,
    day        TEXT NOT NULL,
    channel_id INTEGER NOT NULL,
    nudge      TEXT NOT NULL,
    kind       TEXT NOT NULL,
    PRIMARY KEY (guild_id, day, level)
) STRICT, WITHOUT ROWID;

-- Explanations that members gave in the thread of a nudge. Their words stand there and nowhere else.
-- message_id: NULL until it is known.
CREATE TABLE teach_back (
    teach_back_id INTEGER PRIMARY KEY,
    user_id       INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    guild_id      INTEGER NOT NULL,
    level         TEXT NOT NULL,
    day           TEXT NOT NULL,
    nudge         TEXT NOT NULL,
    at            INTEGER NOT NULL,
    message_id    INTEGER,
    UNIQUE (guild_id, day, level, user_id)
) STRICT;

CREATE INDEX teach_back_by_user ON teach_back (user_id);

-- What others say of an explanation; each has one vote.
CREATE TABLE teach_back_vote (
    teach_back_id INTEGER NOT NULL REFERENCES teach_back ON DELETE CASCADE,
    user_id       INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    clear         INTEGER NOT NULL CHECK (clear IN (0, 1)),
    PRIMARY KEY (teach_back_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX teach_back_vote_by_user ON teach_back_vote (user_id);

-- Who is on which project in a guild lately.
CREATE INDEX event_of_projects ON event (guild_id, at) WHERE item >= 'project.' AND item < 'project/';
