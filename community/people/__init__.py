"""Who they are."""
