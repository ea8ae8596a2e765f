"""Held posts come to the queue."""
