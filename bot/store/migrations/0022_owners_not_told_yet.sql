-- The jobs that are off for a problem of which the owner was not told yet: looked for every minute.
CREATE INDEX guild_job_untold ON guild_job (guild_id) WHERE problem IS NOT NULL AND told = 0;
