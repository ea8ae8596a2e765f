"""What fans do."""
