"""adapters/cli.py and run.py as a real process: it starts, answers, stops, and says each problem in one line."""

from __future__ import annotations

import json
import re
import signal
import socket
import urllib.request
from pathlib import Path

import pytest

from tests.adapters.running import Running, baton


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def one_line(said: str) -> str:
    assert said.count("\n") == 1, said
    assert "Traceback" not in said
    return said


def test_it_starts_with_nothing_configured_answers_and_stops_when_told(folder: Path) -> None:
    with Running(folder) as running:
        assert running.lines[-1] == f"Baton is ready: http://127.0.0.1:{running.port}"
        assert "Ctrl+C" in running.lines[-2]
        assert running.get("/healthz") == (200, "ok\n")
        assert running.get("/readyz") == (200, "ok\n")
        status, page = running.get("/")
        assert (status, "Olivia" in page) == (200, True)
        status, figures = running.get("/metrics")
        assert status == 200
        assert re.search(r"^baton_messages_sent_total 5\.0$", figures, re.MULTILINE)
        code, seconds, logged = running.stop()
        assert (code, logged) == (0, "")
        assert seconds < 10
    assert (folder / "sample" / "baton.json").exists()


def test_run_is_what_happens_without_a_command_and_ctrl_c_ends_it_well(folder: Path) -> None:
    with Running(folder, words=()) as running:
        assert running.stop(signal.SIGINT)[0] == 0


def test_an_open_live_stream_does_not_hold_up_the_stop(folder: Path) -> None:
    with Running(folder) as running:
        address = f"http://127.0.0.1:{running.port}/as/ana/baton/live"
        with urllib.request.urlopen(address, timeout=10) as stream:
            assert stream.status == 200
            code, seconds, _ = running.stop()
        assert code == 0
        assert seconds < 10


def test_what_was_there_is_there_after_kill_9_and_a_restart_welcomes_nobody_twice(folder: Path) -> None:
    with Running(folder) as running:
        before = running.get("/as/olivia/baton")[1]
        running.process.kill()
        running.process.wait()
    with Running(folder) as running:
        after = running.get("/as/olivia/baton")[1]
        assert running.stop()[0] == 0
    assert before.count("I am Baton") == after.count("I am Baton") == 1


def test_a_second_process_on_the_same_folder_is_told_so(folder: Path) -> None:
    with Running(folder):
        second = baton(folder, "run", BATON_HTTP="127.0.0.1:0")
    assert second.returncode == 1
    assert "Another Baton is using" in one_line(second.stderr)


def test_a_port_in_use_is_named_with_what_to_do(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        http = f"127.0.0.1:{taken.getsockname()[1]}"
        refused = baton(folder, "run", BATON_HTTP=http)
        examined = baton(folder, "doctor", BATON_HTTP=http)
    assert refused.returncode == 1
    assert f"{http} cannot be used" in one_line(refused.stderr)
    assert "BATON_HTTP=" in refused.stderr
    assert examined.returncode == 1
    assert f"MEND  port: {http} cannot be used" in examined.stdout


def test_corrupt_data_is_left_alone_and_named(folder: Path) -> None:
    (folder / "sample").mkdir(parents=True)
    (folder / "sample" / "baton.json").write_text('{"_default": {"1": {"mine": true}}}')
    refused = baton(folder, "run", BATON_HTTP="127.0.0.1:0")
    assert refused.returncode == 1
    assert "baton.json cannot be used" in one_line(refused.stderr)
    assert "mine" in (folder / "sample" / "baton.json").read_text()
    examined = baton(folder, "doctor")
    assert examined.returncode == 1
    assert "MEND  store:" in examined.stdout


def test_a_clock_file_that_is_no_number_is_named(folder: Path) -> None:
    (folder / "sample").mkdir(parents=True)
    (folder / "sample" / "clock").write_text("noon")
    refused = baton(folder, "run", BATON_HTTP="127.0.0.1:0")
    assert refused.returncode == 1
    assert "clock is not readable" in one_line(refused.stderr)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BATON_LOG", "loud"),
        ("BATON_HTTP", "0.0.0.0:8642"),
        ("BATON_STORE", "postgresql://baton:canary@db/baton"),
        ("SLACK_BOT_TOKEN", "xoxb-canary"),
        ("SLACK_BOT_TOKEN", "xapp-canary"),
        ("SLACK_APP_TOKEN", "xoxb-canary"),
        ("SLACK_CLIENT_SECRET", "canary"),
        ("BATON_KEY", "canary"),
    ],
)
def test_a_wrong_setting_ends_with_code_2_and_one_line_that_names_it(folder: Path, name: str, value: str) -> None:
    ended = baton(folder, "run", **{name: value})
    assert ended.returncode == 2
    assert one_line(ended.stderr).startswith(f"baton: {name}")
    assert "canary" not in ended.stderr + ended.stdout
    assert not folder.exists()


def test_a_service_whose_tokens_were_forgotten_says_so(folder: Path) -> None:
    for ended in (baton(folder, "run", "--no-sample"), baton(folder, "run", BATON_HTTP="0.0.0.0:0")):
        assert ended.returncode == 2
        assert "no token is set" in one_line(ended.stderr)
        assert "DISCORD_TOKEN" in ended.stderr
    assert not folder.exists()


def test_a_setting_that_is_none_ends_the_set_up_in_one_line(folder: Path) -> None:
    (folder.parent / "baton.toml").write_text("BATON_HTPP = 1")
    ended = baton(folder, "setup")
    assert ended.returncode == 2
    assert "no setting called BATON_HTPP" in one_line(ended.stderr)


def test_the_doctor_is_content_with_a_fresh_folder_and_with_a_running_baton(folder: Path) -> None:
    fresh = baton(folder, "doctor", BATON_HTTP="127.0.0.1:0")
    assert (fresh.returncode, fresh.stdout.count("OK ")) == (0, 4)
    with Running(
        folder, SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="s", SLACK_API_URL="http://127.0.0.1:9/"
    ) as quiet:
        quiet.stop()
    again = baton(folder, "doctor", BATON_HTTP="127.0.0.1:0")
    assert again.returncode == 0, again.stdout
    with Running(folder) as running:
        beside = baton(folder, "doctor", BATON_HTTP=f"127.0.0.1:{running.port}")
        other = baton(folder.parent / "other", "doctor", BATON_HTTP=f"127.0.0.1:{running.port}")
    assert beside.returncode == 0
    assert "a Baton is answering" in beside.stdout
    assert other.returncode == 1
    assert "MEND  port: Another Baton, not on" in other.stdout


def test_the_doctor_names_a_wrong_configuration(folder: Path) -> None:
    examined = baton(folder, "doctor", BATON_HTTP="here")
    assert examined.returncode == 1
    assert examined.stdout.startswith("MEND  configuration: BATON_HTTP is wrong")
    examined = baton(folder, "doctor", BATON_KEY="canary")
    assert examined.stdout.startswith("MEND  configuration: BATON_KEY is wrong")
    assert "canary" not in examined.stdout


def test_a_running_team_is_backed_up_and_exported_and_comes_back_elsewhere(folder: Path, tmp_path: Path) -> None:
    copy, export = tmp_path / "copy.json", tmp_path / "export.json"
    with Running(folder) as running:
        page = running.get("/as/ana/baton")[1]
        for words in (("backup", str(copy)), ("export", str(export))):
            ended = baton(folder, *words)
            assert (ended.returncode, ended.stderr) == (0, "")
        refused = baton(folder, "restore", str(copy), "--force")
        assert refused.returncode == 1
        assert "Another Baton is using" in one_line(refused.stderr)
    assert json.loads(export.read_text())["baton"] == "export"
    for words in (("restore", str(copy)), ("import", str(export))):
        elsewhere = tmp_path / words[0]
        assert baton(elsewhere, *words).returncode == 0
        refused = baton(elsewhere, *words)
        assert refused.returncode == 1
        assert "--force" in one_line(refused.stderr)
        with Running(elsewhere) as running:
            assert running.get("/as/ana/baton")[1].count("I am Baton") == page.count("I am Baton") == 1


def test_a_foreign_file_is_refused_in_one_line(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "foreign.json").write_text("{}")
    for word in ("import", "restore"):
        refused = baton(folder, word, str(tmp_path / "foreign.json"))
        assert refused.returncode == 1
        assert "foreign.json" in one_line(refused.stderr)
    assert not (folder / "sample").exists()


def test_the_doctor_says_when_others_can_read_a_token(folder: Path) -> None:
    settings = folder.parent / "baton.toml"
    settings.write_text('DISCORD_TOKEN = "canary"\n')
    for mode, said in ((0o644, True), (0o640, False), (0o600, False)):
        settings.chmod(mode)
        examined = baton(folder, "doctor", HTTPS_PROXY="http://127.0.0.1:1", BATON_HTTP="127.0.0.1:0")
        assert ("chmod 600" in examined.stdout + examined.stderr) is said
