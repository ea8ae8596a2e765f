"""The provider table: the shipped file with the operator's laid over it, checked before anything starts."""

import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app
from pydantic import ValidationError

from community.config import LOOPBACK, Config, ConfigError

from .schema import Provider

SHIPPED = Path(__file__).with_name("providers.toml")


class BadProviders(ConfigError):
    """The operator's file cannot work; the message names file, line and key."""


def open_table(app: Flask) -> None:
    """Read and check the table once, before anything starts."""
    app.extensions["providers"] = load(app.extensions["config"])


def table() -> dict[str, Provider]:
    """Every known provider by name, offered or not."""
    return current_app.extensions["providers"]


def named(name: str) -> Provider | None:
    """The provider if it is offered here."""
    found = table().get(name)
    return found if found and found.enabled else None


def enabled() -> list[Provider]:
    return sorted(
        (each for each in table().values() if each.enabled),
        key=lambda each: (each.order, each.label),
    )


def uses(provider: str, field: str) -> tuple[str, ...] | None:
    """What a value of this provider may be used for; None for a provider we do not know."""
    found = table().get(provider)
    return found.field_uses(field) if found else None


def look(provider: str) -> tuple[str, str] | None:
    """Its label and icon."""
    found = table().get(provider)
    return (found.label, found.icon) if found else None


def load(config: Config) -> dict[str, Provider]:
    """Raises BadProviders."""
    entries = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    if config.demo and config.host in LOOPBACK:
        entries["fjordbook"] = {**entries["oidc"], **demo_network(config)}
    if config.providers:
        entries = _laid_over(entries, config.providers)
    return {name: _checked(name, entry, config) for name, entry in entries.items()}


def demo_network(config: Config) -> dict[str, Any]:
    """The issuer of invented people that `community run --demo` starts one port above the community's own."""
    place = f"127.0.0.1:{(urlsplit(config.base_url).port or 8000) + 1}"
    return {
        "label": "Fjordbook (demo)", "icon": "people", "order": 1, "issuer": f"http://{place}", "loopback": [place],
        "client_id": "konektor-demo", "client_auth": "none",
    }  # fmt: skip


def _laid_over(entries: dict[str, Any], file: Path) -> dict[str, Any]:
    try:
        own = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadProviders(f"KONEKTOR_PROVIDERS {file} cannot be read: {error}") from None
    merged = dict(entries)
    for name, entry in own.items():
        if not isinstance(entry, dict):
            raise BadProviders(
                f"KONEKTOR_PROVIDERS {file}, line {_line(file, [name])}: {name} must be a table like [{name}]"
            )
        base = entries.get(entry.get("like", name), {})
        merged[name] = _merge(base, {key: value for key, value in entry.items() if key != "like"})
    return merged


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    both = {
        key: _merge(base[key], over[key])
        for key in over
        if isinstance(base.get(key), dict) and isinstance(over[key], dict)
    }
    return {**base, **over, **both}


def _checked(name: str, entry: dict[str, Any], config: Config) -> Provider:
    try:
        provider = Provider(name=name, **entry)
    except ValidationError as error:
        raise BadProviders(
            "; ".join(_sentence(name, each, config.providers) for each in error.errors())
        ) from None
    except TypeError:
        raise BadProviders(
            f"KONEKTOR_PROVIDERS {config.providers}: [{name}] may not set its name"
        ) from None
    if provider.loopback and provider.enabled and config.host not in LOOPBACK:
        raise BadProviders(
            f"KONEKTOR_PROVIDERS [{name}] loopback works only while KONEKTOR_BASE_URL is a loopback address"
        )
    if any(urlsplit(f"http://{each}").hostname not in LOOPBACK for each in provider.loopback):
        raise BadProviders(
            f"KONEKTOR_PROVIDERS [{name}] loopback lists addresses of this machine, such as 127.0.0.1:9000"
        )
    return provider


def _sentence(name: str, error: Any, file: Path | None) -> str:
    place = [name, *(str(part) for part in error["loc"])]
    return f"KONEKTOR_PROVIDERS {file}, line {_line(file, place)}: [{name}] {'.'.join(place[1:])} {error['msg']}"


def _line(file: Path | None, place: list[str]) -> int:
    """Where the nearest part of `place` is written: the key itself, else the table around it."""
    best, depth, table = 1, 0, [""]
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines() if file else [], 1):
        if header := re.match(r"\s*\[([^\]]+)\]", line):
            here = table = _parts(header[1])
        elif key := re.match(r"\s*([\w\".-]+)\s*=", line):
            here = [*filter(None, table), *_parts(key[1])]
        else:
            continue
        if here == place[: len(here)] and len(here) > depth:
            best, depth = number, len(here)
    return best


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]
