"""The image and the composition, as far as they can be read without an engine."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(
    (ROOT / "docker-compose.yml").read_text()
)["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()


@pytest.mark.parametrize("service", SERVICES)
class TestService:
    def test_its_image_has_a_version(self, service: str) -> None:
        image = SERVICES[service]["image"]

        assert re.fullmatch(r"[a-z/]+:\d+\.\d+\S*", image)
        assert (
            "build" not in SERVICES[service] or image == f"saksama:{PROJECT['version']}"
        )

    def test_its_secrets_are_asked_of_the_environment(self, service: str) -> None:
        environment = SERVICES[service]["environment"]
        secret = {
            name: value
            for name, value in environment.items()
            if (re.search("PASSWORD|AUTH|SECRET|KEY|_URL", name) and "@" in value)
            or re.search("PASSWORD|AUTH|SECRET|KEY", name)
        }

        assert all(re.search(r"\$\{[A-Z_]+:\?", value) for value in secret.values())

    def test_it_says_when_it_is_healthy_or_ends_by_itself(self, service: str) -> None:
        runs_on = "profiles" not in SERVICES[service]

        assert runs_on == ("healthcheck" in SERVICES[service])

    def test_it_waits_for_services_that_exist_to_be_healthy(self, service: str) -> None:
        for name, condition in SERVICES[service].get("depends_on", {}).items():
            assert name in SERVICES
            assert condition == {"condition": "service_healthy"}


def test_nothing_is_reached_from_outside() -> None:
    assert not any("ports" in service for service in SERVICES.values())


def test_the_image_is_made_from_the_lock_with_its_hashes() -> None:
    installs = re.findall(r"pip (?:install|wheel) .*", DOCKERFILE)

    assert installs
    for install in installs:
        from_lock = "--require-hashes -r requirements" in install
        from_nowhere = "--no-index" in install
        assert "--no-deps" in install
        assert from_lock != from_nowhere


def test_the_image_does_not_run_as_root() -> None:
    assert re.findall(r"^USER (.*)$", DOCKERFILE, re.MULTILINE)[-1] == "saksama"
