"""What counts as a word for a search."""

from __future__ import annotations

import pytest

from bot.searching import WORD_MOST, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("  …!? ", []),
        ("Write a 600-word article", ["write", "a", "600", "word", "article"]),
        ("Écrire l’article", ["ecrire", "l", "article"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("Ærø Łódź İzmir ısı", ["aero", "lodz", "izmir", "isi"]),
        ("under_score", ["under", "score"]),
        ("ﬁnal ２０２６", ["final", "2026"]),
        ("写真を撮る", ["写", "真", "を", "撮", "る"]),
        ("фото Ёлка", ["фото", "елка"]),
        ("https://docs.example/a?b=1", ["https", "docs", "example", "a", "b", "1"]),
        ("x" * 100, ["x" * WORD_MOST]),
        ("\x00\u2028a\u200bb", ["a", "b"]),
    ],
)
def test_words_are_without_case_accents_and_signs(text: str, words: list[str]) -> None:
    assert words_of(text) == words
