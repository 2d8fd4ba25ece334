"""adapters/storage/disk.py: a file is replaced whole and for good, or not at all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.storage.conftest import names
from tests.storage.disks import PowerlessDisk, SickDisk


@pytest.mark.parametrize("fails", ["open", "write", "sync", "replace"])
def test_a_file_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path, fails: str) -> None:
    disk = SickDisk(fails)
    disk.put(tmp_path / "clock", b"1")
    disk.put(tmp_path / "clock", b"2")
    disk.sick = True
    with pytest.raises(OSError, match="Input/output"):
        disk.put(tmp_path / "clock", b"3")
    assert (names(tmp_path), (tmp_path / "clock").read_bytes()) == ({"clock"}, b"2")


def test_a_file_that_was_replaced_outlives_a_loss_of_power(tmp_path: Path) -> None:
    luck = random.Random(5)
    left: list[Path] = []
    files = tmp_path / "files"
    files.mkdir()
    disk = PowerlessDisk(lambda: left.append(disk.lose_power(tmp_path / f"left{len(left)}", luck)))
    for content in (b"1" * 700, b"2" * 700):
        disk.put(files / "clock", content)
        last = disk.lose_power(tmp_path / f"after{content[:1].decode()}", luck)
        assert (last / "clock").read_bytes() == content
    whole = {b"1" * 700, b"2" * 700}
    assert all((path / "clock").read_bytes() in whole for path in left if (path / "clock").exists())
