-- The colours of a member's pictures. Whoever has no row has dark ones.
CREATE TABLE picture_setting (
    user_id INTEGER PRIMARY KEY REFERENCES learner ON DELETE CASCADE,
    look    TEXT NOT NULL CHECK (look IN ('dark', 'light'))
) STRICT;
