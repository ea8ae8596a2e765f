"""How sending a mail can end, other than well."""


class MailTemporarilyFailed(Exception):
    """Try again later: no connection, a slow server, a 4xx answer."""


class MailRefused(Exception):
    """Trying again would not help: the server refuses this recipient or this mail for good."""


class BadMail(MailRefused, ValueError):
    """It must not be sent as it is: a line break in a header, no address, a foreign Message-ID."""
