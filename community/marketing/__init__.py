"""What marketers do."""
