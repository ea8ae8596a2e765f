"""`community accounts`: create them and give them roles, by the operator's hand."""

import sys

import click

from community.kernel import web
from community.kernel.permissions import SYSTEM

from . import passwords, roles, sign_ups, tickets
from .accounts import create as create_account
from .accounts import find
from .models import Account


@click.group()
def accounts() -> None:
    """Accounts of people."""


@accounts.command()
@click.option("--email", required=True, help="The address to sign in with; it counts as confirmed.")
@click.option(
    "--handle", required=True, help="3 to 30 letters a-z, digits, dots, dashes, underscores."
)
@click.option("--name", default="", help="The name others see; the handle if left out.")
@click.option("--role", type=click.Choice(roles.ROLES), default="fan", show_default=True)
@click.option("--language", default=None, help="en, id, de, nl or fa.")
@click.option(
    "--password-stdin",
    is_flag=True,
    help="Read the password from standard input; else a link to choose one is printed.",
)
def create(
    email: str, handle: str, name: str, role: str, language: str | None, password_stdin: bool
) -> None:
    """Create an account, such as the first administrator."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    if password_stdin and not password:
        raise click.ClickException("There was no password on standard input.")
    if password:
        _warn_of(password, handle, email)
    account = create_account(
        handle,
        name or handle,
        email=email,
        password=password,
        role=role,
        confirmed=True,
        language=language,
    )
    sign_ups.agree(account.member_id, (), "community accounts create")
    click.echo(f"@{account.handle} is {account.roles_text} and signs in as {account.email}.")
    if not password:
        link = web.external(f"/reset/{tickets.issue(account, 'reset', email=account.email or '')}")
        click.echo(f"Choose the password within an hour at {link}")


@accounts.command()
@click.argument("handle")
@click.argument("role", type=click.Choice([role for role in roles.ROLES if role != "fan"]))
def grant(handle: str, role: str) -> None:
    """Give an account a role; its sessions end."""
    roles.grant_role(_named(handle), role, by=SYSTEM, reason="community accounts grant")
    click.echo(f"@{handle} is {_named(handle).roles_text}.")


@accounts.command()
@click.argument("handle")
@click.argument("role", type=click.Choice([role for role in roles.ROLES if role != "fan"]))
def revoke(handle: str, role: str) -> None:
    """Take a role away; the account's sessions end."""
    roles.revoke_role(_named(handle), role, by=SYSTEM, reason="community accounts revoke")
    click.echo(f"@{handle} is {_named(handle).roles_text}.")


def _named(handle: str) -> Account:
    account = find(handle=handle)
    if account is None:
        raise click.ClickException(f"There is no account @{handle}.")
    return account


def _warn_of(password: str, handle: str, email: str) -> None:
    """The operator decides; people who sign up themselves are refused."""
    try:
        passwords.check(password, handle=handle, email=email)
    except passwords.WeakPassword as weak:
        click.echo(f"Warning: {weak.sentence}", err=True)
