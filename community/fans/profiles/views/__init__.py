"""Somebody's page, the directory, and what one decides about both."""
