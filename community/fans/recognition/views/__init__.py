"""Pages of levels, badges and points."""
