-- What was imported from the community's curriculum: a document for each item, under the id that never changes.
-- What is gone upstream is retired and stays, since members' progress hangs on its id.

CREATE TABLE imported (
    id TEXT NOT NULL PRIMARY KEY CHECK (substr(id, 1, 3) = 'lp:'),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    path TEXT NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT;

-- What came of running an imported challenge: which of its checks count (a JSON list of their numbers from 0). It is
-- about the document of that hash; a challenge that has changed since has to be verified again.
CREATE TABLE verified (
    id TEXT NOT NULL PRIMARY KEY REFERENCES imported ON DELETE CASCADE,
    hash TEXT NOT NULL,
    kept TEXT NOT NULL
) STRICT;

-- What a member says that they have done in the curriculum, by their own PROGRESS.md. It counts for nothing.

CREATE TABLE claim (
    user_id INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    item TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user_id, item)
) STRICT, WITHOUT ROWID;
