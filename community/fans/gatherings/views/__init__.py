"""What pages of gatherings answer."""
