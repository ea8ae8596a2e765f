"""All real parts as fixtures; each starts when a test first asks for it and ends with the session."""

pytest_plugins = [
    "tests.real.browser",
    "tests.real.databases",
    "tests.real.identity_mock",
    "tests.real.identity_node",
    "tests.real.mail_server",
    "tests.real.object_storage",
    "tests.real.page_checks",
    "tests.real.postgresql",
    "tests.real.redis_server",
]
