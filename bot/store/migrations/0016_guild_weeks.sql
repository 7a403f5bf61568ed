-- What was done in a guild within a span of time.
CREATE INDEX event_in_guild ON event (guild_id, at) WHERE kind IN ('attempted', 'solved', 'shared');
