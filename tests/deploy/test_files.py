"""deploy/: what can be checked of it without a container engine."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from adapters.config import Config

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=DEPLOY)


def steps() -> list[str]:
    """The instructions of the Dockerfile, each in one line."""
    text = re.sub(r"\\\n\s*", " ", (DEPLOY / "Dockerfile").read_text("utf-8"))
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_the_image_is_pinned_has_no_root_and_one_volume() -> None:
    found = steps()
    bases = [line.split()[1] for line in found if line.startswith("FROM")]
    assert all(re.fullmatch(r"python:3\.11\.\d+-slim-bookworm", base) for base in bases)
    assert len(bases) == 2
    assert [line for line in found if line.startswith("VOLUME")] == ['VOLUME ["/data"]']
    assert [line for line in found if line.startswith("USER")] == ["USER 10001:10001"]
    assert any(line.startswith("HEALTHCHECK") and "/healthz" in line for line in found)
    assert found.index("USER 10001:10001") > next(n for n, line in enumerate(found) if line.startswith("COPY --from"))
    assert "PIP_CONSTRAINT" in str(found)


def test_what_the_image_copies_is_there() -> None:
    for line in steps():
        if line.startswith("COPY") and "--from" not in line:
            assert all((ROOT / name).exists() for name in line.split()[1:-1]), line


def test_the_container_can_do_little() -> None:
    service = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]["baton"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert service["volumes"] == ["data:/data"]


@pytest.mark.parametrize("compose", [("docker", "compose"), ("docker-compose",)])
def test_compose_takes_the_file_and_misses_forgotten_tokens(compose: tuple[str, ...], tmp_path: Path) -> None:
    """Debian 12 has docker-compose 1.29, which knows less."""
    if not shutil.which(compose[0]) or run(*compose, "version").returncode:
        pytest.skip(f"{' '.join(compose)} is not installed here")
    shutil.copy(DEPLOY / "compose.yaml", tmp_path)
    there = ("-f", str(tmp_path / "compose.yaml"), "config", "--quiet")
    assert "baton.env" in run(*compose, *there).stderr
    (tmp_path / "baton.env").write_text("DISCORD_TOKEN=x\n")
    found = run(*compose, *there)
    assert found.returncode == 0, found.stderr


def test_a_service_without_its_tokens_does_not_serve_the_sample_team() -> None:
    assert 'CMD ["run", "--no-sample"]' in steps()
    assert "ExecStart=/opt/baton/bin/baton run --no-sample\n" in (DEPLOY / "baton.service").read_text("utf-8")


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed here")
    unit = tmp_path / "baton.service"
    text = (DEPLOY / "baton.service").read_text("utf-8")
    unit.write_text(text.replace("/opt/baton/bin/baton", "/bin/true"), "utf-8")
    found = run("systemd-analyze", "verify", str(unit))
    assert "baton.service" not in found.stderr, found.stderr
    score = run("systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit))
    assert score.returncode == 0, score.stdout[-500:]


def test_the_example_names_every_setting_and_no_other() -> None:
    text = (DEPLOY / "baton.toml").read_text("utf-8")
    assert tomllib.loads(text) == {}
    named = tomllib.loads(re.sub(r"^# (?=[A-Z_]+ = )", "", text, flags=re.MULTILINE))
    assert set(named) == {field.alias for field in Config.model_fields.values()}


def test_the_unit_leaves_time_to_stop_and_does_not_repeat_a_wrong_setting() -> None:
    unit = (DEPLOY / "baton.service").read_text("utf-8")
    for line in ("TimeoutStopSec=15", "RestartPreventExitStatus=2", "DynamicUser=yes", "ProtectSystem=strict"):
        assert line in unit
