-- Study rooms: a thread of a few members of a guild who build a project in the same week (its Monday).
-- number: which room of the week, from 1. thread_id is NULL until the thread is made.
-- ends_at: when it is closed. closing_at: when its closing began; nobody knows yet whether its summary was sent.
CREATE TABLE study_room (
    room_id    INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id   INTEGER NOT NULL,
    project    TEXT NOT NULL,
    week       TEXT NOT NULL,
    number     INTEGER NOT NULL CHECK (number > 0),
    thread_id  INTEGER,
    made_at    INTEGER NOT NULL,
    ends_at    INTEGER NOT NULL,
    closing_at INTEGER,
    closed     INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
    UNIQUE (guild_id, project, week, number)
) STRICT;

CREATE INDEX study_room_to_close ON study_room (ends_at) WHERE closed = 0;
CREATE INDEX study_room_by_week ON study_room (guild_id, week);

CREATE TABLE study_room_member (
    room_id   INTEGER NOT NULL REFERENCES study_room ON DELETE CASCADE,
    user_id   INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    joined_at INTEGER NOT NULL,
    PRIMARY KEY (room_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX study_room_by_user ON study_room_member (user_id);
