"""A page as a tree, for reading what a person sees on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"input", "meta", "link", "img", "br", "hr", "rect"})
APART = frozenset({"p", "h2", "h3", "dt", "dd", "li", "blockquote", "footer", "button", "div", "figcaption"})


@dataclass
class Node:
    """One element: `inner` holds words and elements in order."""

    tag: str
    attributes: dict[str, str]
    inner: list[Node | str] = field(default_factory=list)

    def all(self, wanted: Callable[[Node], bool]) -> Iterator[Node]:
        for part in self.inner:
            if isinstance(part, Node):
                if wanted(part):
                    yield part
                yield from part.all(wanted)

    def tagged(self, *tags: str) -> Iterator[Node]:
        return self.all(lambda node: node.tag in tags)

    def classed(self, name: str) -> Iterator[Node]:
        return self.all(lambda node: name in node.attributes.get("class", "").split())

    def text(self, without: str = "") -> str:
        """The words, white space folded; elements of the class `without` are left out."""
        words = []
        for part in self.inner:
            if isinstance(part, str):
                words.append(part)
            elif not without or without not in part.attributes.get("class", "").split():
                words.append(part.text(without) + (" " if part.tag in APART else ""))
        return "".join(words)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("page", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inner.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in (node.tag for node in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inner.append(data)


def read(html: str) -> Node:
    builder = _Builder()
    builder.feed(html)
    return builder.open[0]
