"""What is written for operators is true: settings, commands, files to deploy."""

import re
import shlex
from pathlib import Path

import click
import pytest
import yaml

from community import paths
from community.cli.commands import community
from community.config import Config

GUIDE = (paths.ROOT / "docs" / "operator.md").read_text(encoding="utf-8")
DEPLOY = paths.ROOT / "deploy"
SETTINGS = {f"KONEKTOR_{name.upper()}" for name in Config.model_fields} - {"KONEKTOR_TESTING"}


def test_every_setting_stands_in_the_guide() -> None:
    for name, field in Config.model_fields.items():
        if name == "testing":
            continue
        default = "" if field.default in ("", None) else f"`{field.default}` "
        row = f"| `KONEKTOR_{name.upper()}` | {default}| {field.description} |"
        assert row in GUIDE, row


def written() -> list[Path]:
    return [
        paths.ROOT / "docs" / "operator.md",
        paths.ROOT / "README.md",
        *(each for each in DEPLOY.rglob("*") if each.is_file()),
    ]


@pytest.mark.parametrize("file", written(), ids=lambda file: file.name)
def test_no_setting_is_named_that_does_not_exist(file: Path) -> None:
    named = set(re.findall(r"KONEKTOR_[A-Z_0-9]+", file.read_text(encoding="utf-8")))
    assert named <= SETTINGS


@pytest.mark.parametrize("file", written(), ids=lambda file: file.name)
def test_no_command_is_named_that_does_not_exist(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    called = re.findall(
        r"(?:`|^|bin/|='? ?)community ((?:[a-z]+)(?: (?!/)[^`\n|'\"]+)?)", text, re.MULTILINE
    )
    for line in called:
        assert_known(shlex.split(line))


def test_the_image_runs_a_command_that_exists() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    entry, command = (
        yaml.safe_load(re.search(rf"^{word} (\[.*\])", text, re.MULTILINE)[1])
        for word in ("ENTRYPOINT", "CMD")
    )
    assert entry == ["community"]
    assert_known(command)
    for source in re.findall(r"^COPY (?!--from)(\S+)", text, re.MULTILINE):
        assert (paths.ROOT / source).exists()


def test_containers_wait_for_each_other_and_run_as_nobody_special() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    for service in services.values():
        for other in service.get("depends_on", {}):
            assert "healthcheck" in services[other]
    assert services["community"]["ports"] == ["127.0.0.1:8000:8000"]
    assert re.search(
        r"^USER konektor$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE
    )


def assert_known(words: list[str]) -> None:
    """Follows `accounts create --email x` down to a command that takes these options."""
    context = click.Context(community)
    command: click.Command | None = community
    for word in words:
        if isinstance(command, click.Group):
            command = command.get_command(context, word)
            assert command is not None, f"community {' '.join(words)}: there is no {word}"
        elif word.startswith("--"):
            known = {option for parameter in command.params for option in parameter.opts}
            assert word in known, f"community {' '.join(words)}: there is no {word}"
