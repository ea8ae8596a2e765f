"""A small OpenID Connect issuer of invented people, so that social sign-in can be tried without any real network.

It runs beside the demo on this machine only: one chooses whom to be, nobody is asked for a password.
"""
