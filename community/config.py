"""The environment, read once into a typed and frozen Config."""

import difflib
import importlib.util
import ipaddress
import os
import re
import secrets
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "KONEKTOR_"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
NOT_PUBLIC = (
    "localhost",
    ".example",
    ".test",
    ".invalid",
    ".localhost",
    ".local",
    ".internal",
    ".lan",
    ".home.arpa",
)
EXTRAS = {
    "database_url": ("psycopg", "postgresql"),
    "redis_url": ("redis", "redis"),
    "s3_url": ("boto3", "s3"),
}


class ConfigError(Exception):
    """A setting that cannot work; the message names it and says what would."""


class Config(BaseSettings):
    """Every key may be set as an environment variable with the prefix `KONEKTOR_`."""

    model_config = SettingsConfigDict(env_prefix="KONEKTOR_", frozen=True, extra="forbid")

    data: Path = Field(Path("data"), description="Folder for database, files, index and secrets.")
    database_url: str = Field(
        "", description="SQLAlchemy URL; empty means SQLite in the data folder."
    )
    redis_url: str = Field(
        "", description="Redis protocol URL for limits and cache on several machines."
    )
    base_url: str = Field(
        "http://127.0.0.1:8000", description="The public address of the community."
    )
    secret_key: str = Field(
        "", description="Signs cookies; made and kept in the data folder if empty."
    )
    smtp_url: str = Field(
        "", description="smtp://user:password@host:port; empty writes mails to the data folder."
    )
    mail_from: str = Field(
        "", description="Sender address of mails; empty means noreply@ the host of base_url."
    )
    s3_url: str = Field(
        "", description="s3://key:secret@host/bucket for files; empty means the data folder."
    )
    providers: Path | None = Field(None, description="TOML file of social login providers.")
    limits: Literal["on", "off"] = Field("on", description="off for load tests on loopback only.")
    demo: bool = Field(False, description="Load the demo brand into an empty data folder.")
    log: Literal["json", "text"] = Field("text", description="Form of the log lines.")
    trusted_proxies: int = Field(
        0, ge=0, le=5, description="How many proxies in front add X-Forwarded headers."
    )
    metrics_token: str = Field(
        "",
        description="Lets a monitor on another machine read /metrics with `Authorization: Bearer`.",
    )
    search: Literal["auto", "whoosh", "postgresql"] = Field(
        "auto", description="Search engine; auto takes the database's own where it has one."
    )
    testing: bool = Field(False, description="Set by the test suite.")

    @field_validator("base_url")
    @classmethod
    def _base_url_is_an_origin(cls, value: str) -> str:
        parts = _address(
            value,
            ("http", "https"),
            "must be an address like https://community.example, without a path",
        )
        if parts.path.strip("/") or parts.query or parts.username:
            raise ValueError("must be an address like https://community.example, without a path")
        if parts.scheme == "http" and _is_public(parts.hostname or ""):
            raise ValueError(
                "must begin with https:// on a public host: browsers keep no safe cookie otherwise"
            )
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database_is_supported(cls, value: str) -> str:
        value = re.sub(r"^postgres(ql)?(\+psycopg)?://", "postgresql+psycopg://", value)
        if value and not re.match(r"sqlite:///.|postgresql\+psycopg://[^/]*/.", value):
            raise ValueError(
                "must be like sqlite:////folder/file or postgresql://user:password@host/database"
            )
        return value

    @field_validator("redis_url")
    @classmethod
    def _redis_is_an_address(cls, value: str) -> str:
        if value and not value.startswith("unix://"):
            _address(value, ("redis", "rediss", "valkey"), "must be like redis://host:6379/0")
        return value.replace("valkey://", "redis://", 1)

    @field_validator("smtp_url")
    @classmethod
    def _mail_server_is_an_address(cls, value: str) -> str:
        if value:
            _address(
                value,
                ("smtp", "smtps"),
                "must be like smtp://user:password@host:587 or smtps://host",
            )
        return value

    @field_validator("mail_from")
    @classmethod
    def _sender_is_an_address(cls, value: str) -> str:
        if value and not re.fullmatch(r"[^\s@<>,;]+@[^\s@<>,;]+", value):
            raise ValueError("must be one plain address like community@brand.example")
        return value

    @field_validator("s3_url")
    @classmethod
    def _bucket_is_an_address(cls, value: str) -> str:
        wanted = "must be like s3://key:secret@host/bucket"
        if value and not _address(value, ("s3",), wanted).path.strip("/"):
            raise ValueError(wanted)
        return value

    @field_validator("providers")
    @classmethod
    def _providers_can_be_read(cls, value: Path | None) -> Path | None:
        try:
            tomllib.loads(value.read_text(encoding="utf-8")) if value else None
        except (OSError, ValueError) as error:
            raise ValueError(f"cannot be read as TOML: {error}") from None
        return value

    @field_validator("metrics_token")
    @classmethod
    def _token_cannot_be_guessed(cls, value: str) -> str:
        if value and len(value) < 16:
            raise ValueError("must have 16 characters or more")
        return value

    @model_validator(mode="after")
    def _keys_fit_together(self) -> "Config":
        if self.secret_key and len(self.secret_key) < 32 and not self.testing:
            raise ValueError(
                "SECRET_KEY must have 32 characters or more; leave it out and one is made"
            )
        if self.limits == "off" and self.host not in LOOPBACK:
            raise ValueError("LIMITS may be off only while BASE_URL is a loopback address")
        if self.search == "postgresql" and self.sqlite:
            raise ValueError("SEARCH may be postgresql only where DATABASE_URL names a PostgreSQL")
        for name, (module, extra) in EXTRAS.items():
            if (
                getattr(self, name)
                and not getattr(self, name).startswith("sqlite")
                and not importlib.util.find_spec(module)
            ):
                raise ValueError(
                    f"{name.upper()} needs a package that is not here: pip install 'konektor[{extra}]'"
                )
        return self

    @property
    def https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or "localhost"

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{(self.data / 'community.sqlite3').resolve()}"

    @property
    def sqlite(self) -> bool:
        return self.database.startswith("sqlite")

    @property
    def sender(self) -> str:
        return self.mail_from or f"noreply@{self.host}"

    @cached_property
    def secret(self) -> str:
        return self.secret_key or _kept_secret(self.data / "secret_key")


def load_config(**overrides: object) -> Config:
    """Config from the environment; raises ConfigError with one sentence for each bad setting."""
    known = {PREFIX + name.upper() for name in Config.model_fields}
    wrong = [
        _unknown(name, known)
        for name in os.environ
        if name.startswith(PREFIX) and name not in known
    ]
    try:
        config = Config(**overrides)  # type: ignore[arg-type]
        if not wrong:
            _make_room(config.data)
            return config
    except ValidationError as error:
        for each in error.errors():
            name, reason = (
                "_".join(map(str, each["loc"])).upper(),
                each["msg"].removeprefix("Value error, "),
            )
            wrong.append(f"{PREFIX}{name} {reason}" if name else f"{PREFIX}{reason}")
    raise ConfigError("; ".join(wrong))


def _unknown(name: str, known: set[str]) -> str:
    close = difflib.get_close_matches(name, known, 1, 0.7)
    return f"{name} is no setting" + (
        f"; did you mean {close[0]}?" if close else "; docs/operator.md lists them"
    )


def _make_room(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
        usable = os.access(data, os.W_OK | os.X_OK)
    except OSError:
        usable = False
    if not usable:
        raise ConfigError(f"{PREFIX}DATA {data} must be a folder that we may write to")


def _address(value: str, schemes: tuple[str, ...], wanted: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        fits = (
            parts.scheme in schemes
            and bool(parts.hostname)
            and (parts.port is None or parts.port > 0)
        )
    except ValueError:
        fits = False
    if not fits or any(letter.isspace() for letter in value):
        raise ValueError(wanted)
    return parts


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(NOT_PUBLIC)


def _kept_secret(file: Path) -> str:
    """Made once; written aside first, so that no process ever reads half a secret."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32))
        try:
            os.link(fresh, file)
        except FileExistsError:
            pass
        fresh.unlink()
    secret = file.read_text().strip()
    if len(secret) < 32:
        raise ConfigError(
            f"{file} holds no secret any more; restore it from a backup, or delete it and everybody signs in again"
        )
    return secret
