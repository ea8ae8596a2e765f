"""Covers and a logo, painted when the demo is loaded, so that no picture has to be shipped."""
