"""The environment, read once into a typed and frozen Config."""

import secrets
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class ConfigError(Exception):
    """A setting that cannot work; the message names it and says what would."""


class Config(BaseSettings):
    """Every key may be set as an environment variable with the prefix `KONEKTOR_`."""

    model_config = SettingsConfigDict(env_prefix="KONEKTOR_", frozen=True, extra="forbid")

    data: Path = Field(Path("data"), description="Folder for database, files, index and secrets.")
    database_url: str = Field("", description="SQLAlchemy URL; empty means SQLite in the data folder.")
    redis_url: str = Field("", description="Redis protocol URL for limits and cache on several machines.")
    base_url: str = Field("http://127.0.0.1:8000", description="The public address of the community.")
    secret_key: str = Field("", description="Signs cookies; made and kept in the data folder if empty.")
    smtp_url: str = Field("", description="smtp://user:password@host:port; empty writes mails to the data folder.")
    mail_from: str = Field("", description="Sender address of mails; empty means noreply@ the host of base_url.")
    s3_url: str = Field("", description="s3://key:secret@host/bucket for files; empty means the data folder.")
    providers: Path | None = Field(None, description="TOML file of social login providers.")
    limits: Literal["on", "off"] = Field("on", description="off for load tests on loopback only.")
    demo: bool = Field(False, description="Load the demo brand into an empty data folder.")
    log: Literal["json", "text"] = Field("text", description="Form of the log lines.")
    trusted_proxies: int = Field(0, ge=0, le=5, description="How many proxies in front add X-Forwarded headers.")
    testing: bool = Field(False, description="Set by the test suite.")

    @field_validator("base_url")
    @classmethod
    def _base_url_is_an_origin(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise ValueError("must be an address like https://community.example, without a path")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database_is_supported(cls, value: str) -> str:
        value = value.replace("postgres://", "postgresql://", 1)
        value = value.replace("postgresql://", "postgresql+psycopg://", 1)
        if value and not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return value

    @model_validator(mode="after")
    def _limits_stay_on_in_public(self) -> "Config":
        if self.limits == "off" and urlsplit(self.base_url).hostname not in LOOPBACK:
            raise ValueError("limits may be off only while base_url is a loopback address")
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
    """Config from the environment; raises ConfigError with one line for each bad setting."""
    try:
        return Config(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        lines = [
            f"KONEKTOR_{'_'.join(map(str, each['loc'])).upper()} {each['msg']}" for each in error.errors()
        ]
        raise ConfigError("; ".join(lines)) from None


def _kept_secret(file: Path) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x") as fresh:
            file.chmod(0o600)
            fresh.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return file.read_text().strip()
