"""Process maps: drawn in a process of their own, refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.maps import NotDrawn, draw, pure_renderer, renderer


async def test_a_map_is_drawn_as_svg_and_as_png_and_always_alike() -> None:
    svg = await draw("digraph { a -> b }", "svg", pure_renderer())
    assert b"<svg" in svg
    assert svg == await draw("digraph { a -> b }", "svg", pure_renderer())
    assert (await draw("digraph { a -> b }", "png", pure_renderer())).startswith(b"\x89PNG")


async def test_what_is_no_map_is_refused_with_the_renderers_words() -> None:
    with pytest.raises(NotDrawn, match="syntax"):
        await draw("digraph {", "svg", pure_renderer())


async def test_a_renderer_that_hangs_is_ended(tmp_path: Path) -> None:
    hangs = tmp_path / "hangs"
    hangs.write_text("#!/bin/sh\nexec sleep 60\n")
    hangs.chmod(0o700)
    with pytest.raises(NotDrawn, match="not drawn within"):
        await draw("digraph {}", "svg", str(hangs), seconds=0.05)


def test_the_systems_dot_comes_first_and_without_any_the_message_says_what_to_install() -> None:
    assert renderer(lambda name: f"/usr/bin/{name}" if name == "dot" else None) == "/usr/bin/dot"
    assert renderer(lambda name: name if name.endswith("graphviz-pure") else None).endswith("graphviz-pure")
    with pytest.raises(NotDrawn, match="pip install"):
        renderer(lambda _: None)
