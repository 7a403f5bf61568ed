"""Everything Discord: one file per feature, found by its name."""
