"""What the brand's people do."""
