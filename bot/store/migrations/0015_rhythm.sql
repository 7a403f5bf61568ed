-- On how many days a week a member wants to practise; 0: on none in particular. Whoever has no row has the default.
-- since: the Monday, in the member's own calendar, of the week in which they chose it. What it grew or shrank to since
-- follows from the log.
CREATE TABLE weekly_goal (
    user_id INTEGER PRIMARY KEY REFERENCES learner ON DELETE CASCADE,
    days    INTEGER NOT NULL CHECK (days BETWEEN 0 AND 7),
    since   TEXT NOT NULL
) STRICT;
