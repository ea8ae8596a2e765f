"""Processes: children that are kept alive, a socket that outlives them, and a web server among them."""
