-- The thread of a guild in which those who know the solution of a challenge talk about it.
CREATE TABLE thread (
    guild_id  INTEGER NOT NULL,
    item      TEXT NOT NULL,
    thread_id INTEGER NOT NULL,
    PRIMARY KEY (guild_id, item)
) STRICT, WITHOUT ROWID;
