-- What members showed of each concept, added up by their own days: derived from the logs, and made anew when its rules change.
-- source: 'cards', 'questions', or the id of a challenge. weight: how much was tried, shown: how much of it was right;
-- both in thousandths of the review of a known card.
CREATE TABLE evidence (
    user_id INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
    concept TEXT NOT NULL,
    day     TEXT NOT NULL,
    source  TEXT NOT NULL,
    shown   INTEGER NOT NULL CHECK (shown BETWEEN 0 AND weight),
    weight  INTEGER NOT NULL CHECK (weight > 0),
    PRIMARY KEY (user_id, concept, day, source)
) STRICT, WITHOUT ROWID;
