"""What machines read of the talk: feeds, the sitemap and the rules for robots."""
