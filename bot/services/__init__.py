"""One function per thing that a member (or a job) can do: load, decide, save."""
