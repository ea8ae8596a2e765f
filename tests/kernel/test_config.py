"""A setting that cannot work is named before anything starts."""

import os
from pathlib import Path

import pytest

from community.config import Config, ConfigError, load_config

BAD = {
    "BASE_URL": [
        "community.example",
        "ftp://community.example",
        "https://community.example/forum",
        "https://",
        "https://community.example:99999",
        "http://community.brand.com",
        "https://user@community.example",
    ],
    "DATABASE_URL": [
        "mysql://localhost/community",
        "postgresql://",
        "community.sqlite3",
        "sqlite://community.sqlite3",
    ],
    "REDIS_URL": ["localhost:6379", "http://localhost:6379"],
    "SMTP_URL": ["mail.example:25", "smtp://", "smtp://mail.example:lots", "mailto:a@b.example"],
    "MAIL_FROM": ["noreply", "a@b.example\r\nBcc: c@d.example", "Brand <a@b.example>"],
    "S3_URL": ["bucket", "s3://key:secret@host", "https://host/bucket"],
    "PROVIDERS": ["/nowhere/providers.toml", "/tmp"],
    "LIMITS": ["none"],
    "DEMO": ["perhaps"],
    "LOG": ["xml"],
    "TRUSTED_PROXIES": ["many", "-1", "9"],
    "SECRET_KEY": ["short"],
    "METRICS_TOKEN": ["short"],
    "DATA": ["/proc/nowhere", "/dev/null"],
    "DATABSE_URL": ["postgresql://localhost/community"],
    "SMTP_HOST": ["mail.example"],
}


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("KONEKTOR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("KONEKTOR_DATA", str(tmp_path))


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in BAD.items() for value in values]
)
def test_k23_a_bad_setting_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"KONEKTOR_{name}", value)
    with pytest.raises(ConfigError, match=f"KONEKTOR_{name}"):
        load_config()


def test_k23_there_are_thirty_of_them() -> None:
    assert sum(len(values) for values in BAD.values()) >= 30


def test_k23_every_bad_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("LOG", "xml"), ("BASE_URL", "nowhere"), ("DATABSE_URL", "x")):
        monkeypatch.setenv(f"KONEKTOR_{name}", value)
    with pytest.raises(ConfigError) as said:
        load_config()
    for part in ("KONEKTOR_LOG", "KONEKTOR_BASE_URL", "did you mean KONEKTOR_DATABASE_URL?"):
        assert part in str(said.value)


def test_limits_stay_on_in_public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KONEKTOR_LIMITS", "off")
    assert load_config().limits == "off"
    monkeypatch.setenv("KONEKTOR_BASE_URL", "https://community.example")
    with pytest.raises(ConfigError, match="KONEKTOR_LIMITS"):
        load_config()


def test_a_broken_providers_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "providers.toml").write_text("[google\n")
    monkeypatch.setenv("KONEKTOR_PROVIDERS", str(tmp_path / "providers.toml"))
    with pytest.raises(ConfigError, match="KONEKTOR_PROVIDERS"):
        load_config()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_addresses_are_understood(scheme: str) -> None:
    assert (
        Config(database_url=f"{scheme}://u:p@host/db").database
        == "postgresql+psycopg://u:p@host/db"
    )


def test_the_secret_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    first, second = Config(data=tmp_path / "new").secret, Config(data=tmp_path / "new").secret
    assert first == second
    assert len(first) == 64
    assert (tmp_path / "new" / "secret_key").stat().st_mode & 0o077 == 0


def test_an_emptied_secret_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    with pytest.raises(ConfigError, match="secret"):
        _ = Config(data=tmp_path).secret


def test_b33_no_secret_is_repeated_in_the_complaint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KONEKTOR_SECRET_KEY", "hunter2")
    monkeypatch.setenv("KONEKTOR_SMTP_URL", "smtp://user:hunter2@:25")
    with pytest.raises(ConfigError) as said:
        load_config()
    assert "hunter2" not in str(said.value)
