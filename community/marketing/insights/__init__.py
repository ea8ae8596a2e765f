"""Figures with their definitions: how the community lives, and where its members come from."""
