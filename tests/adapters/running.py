"""The `baton` command as a real process, and a free port for it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

LONGEST_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def command(*words: str) -> list[str]:
    return [sys.executable, "-W", "error::ResourceWarning", "-m", "adapters.cli", *words]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Ours alone: nothing of the caller's configuration."""
    root = Path(__file__).parents[2]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BATON_", "SLACK_", "DISCORD_"))}
    return {**kept, "PYTHONPATH": str(root), "BATON_DATA": str(folder), **more}


def baton(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, in the folder that holds the data folder."""
    return subprocess.run(
        command(*words),
        env=environment(folder, **more),
        cwd=folder.parent,
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )


class Running:
    """A `baton run`: made ready on entering, killed on leaving when it has not ended by then."""

    def __init__(self, folder: Path, words: Sequence[str] = ("run",), **more: str) -> None:
        self.folder = folder
        self.port = free_port()
        self._words = words
        self._more = {"BATON_HTTP": f"127.0.0.1:{self.port}", **more}
        self.lines: list[str] = []

    def __enter__(self) -> Running:
        self.process = subprocess.Popen(
            command(*self._words),
            env=environment(self.folder, **self._more),
            cwd=self.folder.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if line.startswith("Baton is ready"):
                return self
        raise AssertionError(f"Baton did not become ready: {self.lines} {self._said()}")

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, float, str]:
        """Exit code, seconds it took, and what was logged."""
        started = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(timeout=LONGEST_SECONDS)
        return self.process.returncode, time.monotonic() - started, self._said()

    def _said(self) -> str:
        assert self.process.stderr is not None
        return self.process.stderr.read()
