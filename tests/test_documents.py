"""The documents stay true: their links lead somewhere, and code they quote is the code that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    path for pattern in ("*.md", ".github/*.md", "adapters/**/*.md", "deploy/*.md") for path in ROOT.glob(pattern)
)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_within_the_repository_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text("utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def quotes() -> list[tuple[str, str]]:
    text = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")
    return re.findall(r"```python (\S+)\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize(("file", "code"), quotes())
def test_quoted_code_is_in_the_file_it_is_quoted_from(file: str, code: str) -> None:
    there = {bare(line) for line in (ROOT / file).read_text("utf-8").splitlines()}
    assert [line for line in code.splitlines() if bare(line) not in there] == []


def bare(line: str) -> str:
    """A row of a table, quoted by itself, stands without its indent and comma."""
    return line.strip().removesuffix(",")


def test_the_example_of_the_contribution_page_quotes_code() -> None:
    assert len(quotes()) > 5
