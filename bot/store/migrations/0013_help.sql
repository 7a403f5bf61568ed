-- What members wrote into /stuck, without secrets; kept before anything is sent, so that nothing is lost.
-- claimed_at: when it was first to be posted in channel_id; thread_id: where it stands, once that is known.
CREATE TABLE help_question (
    question_id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id     INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    guild_id    INTEGER,
    at          INTEGER NOT NULL,
    want        TEXT NOT NULL,
    tried       TEXT NOT NULL,
    error       TEXT NOT NULL,
    code        TEXT NOT NULL,
    channel_id  INTEGER,
    claimed_at  INTEGER,
    thread_id   INTEGER,
    solved_at   INTEGER,
    CHECK ((channel_id IS NULL) = (claimed_at IS NULL)),
    CHECK (thread_id IS NULL OR claimed_at IS NOT NULL),
    CHECK (solved_at IS NULL OR thread_id IS NOT NULL)
) STRICT;

CREATE INDEX help_question_by_user ON help_question (user_id, question_id);

-- A thank of one member to another, for a message (or the thread of a question). Who said it and whom it is for are two
-- rows of their own: each belongs to one member, names nobody else, and goes with that member.
CREATE TABLE thank (
    thank_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id   INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    day        TEXT NOT NULL
) STRICT;

CREATE INDEX thank_by_message ON thank (message_id);
CREATE INDEX thank_by_guild ON thank (guild_id, at);

CREATE TABLE thank_part (
    thank_id INTEGER NOT NULL REFERENCES thank ON DELETE CASCADE,
    user_id  INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    part     TEXT NOT NULL CHECK (part IN ('said', 'received')),
    PRIMARY KEY (thank_id, part)
) STRICT, WITHOUT ROWID;

CREATE INDEX thank_part_by_user ON thank_part (user_id, part, thank_id);

-- When both have gone, nothing is left of it.
CREATE TRIGGER thank_goes_with_its_members AFTER DELETE ON thank_part
BEGIN
    DELETE FROM thank WHERE thank_id = OLD.thank_id
        AND NOT EXISTS (SELECT 1 FROM thank_part WHERE thank_id = OLD.thank_id);
END;

CREATE INDEX membership_visible ON membership (guild_id) WHERE visibility = 'visible';
CREATE INDEX event_ended ON event (user_id, item, at) WHERE kind IN ('solved', 'gave_up');
CREATE INDEX event_reached ON event (kind, at) WHERE kind IN ('passed', 'withdrawn', 'joined');
