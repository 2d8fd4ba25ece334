"""Message catalogues: what Baton says, per language, with named places for spans.

`Words("en")("handoff.offered", task="#42 …", due=When(at))` gives a Text. A template's `**bold**` becomes Strong;
a value that is a `str` stays a bare str (a person's words are escaped by the renderer), a Text is spliced in.
A template may be a dict of plural forms chosen by the argument `n`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from string import Formatter

from babel import Locale
from babel.plural import PluralRule

from bot.texts.en import MESSAGES as EN
from bot.ui import Part, Span, Strong, Text, as_text

Template = str | Mapping[str, str]
CATALOGUES: dict[str, Mapping[str, Template]] = {"en": EN}
Value = Span | Text | int | float


class Words:
    """One reader's catalogue."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        language = locale.partition("_")[0]
        self._language = language if language in CATALOGUES else "en"
        self._catalogue = CATALOGUES[self._language]

    def __call__(self, key: str, **values: Value) -> Text:
        """The message as spans; KeyError for an unknown key or a missing value, both found by a test."""
        spans: list[Span] = []
        for index, parts in enumerate(_pieces(self._template(key, values))):
            filled = _filled(parts, values)
            spans += _strong(filled) if index % 2 else filled
        return _joined(spans)

    def plain(self, key: str, **values: Value) -> str:
        """The message as a `str`, for labels and titles."""
        return as_text(self(key, **values)) if values else _label(self._language, key)

    def _template(self, key: str, values: Mapping[str, Value]) -> str:
        template = self._catalogue.get(key) or EN[key]
        if isinstance(template, str):
            return template
        n = values["n"]
        form = _plural_form(self._language)(n) if isinstance(n, int | float) else "other"
        return template.get(form, template["other"])


@lru_cache(maxsize=256)
def words_in(locale: str) -> Words:
    """The catalogue of a locale, made once."""
    return Words(locale)


@cache
def _label(language: str, key: str) -> str:
    """A message without places; the catalogues are finite, so this is too."""
    return as_text(Words(language)(key))


@cache
def _plural_form(language: str) -> PluralRule:
    return Locale.parse(language).plural_form


Parts = tuple[tuple[str, str | None], ...]


@cache
def _pieces(template: str) -> tuple[Parts, ...]:
    """Every second piece stands out. Each is literal words and the name of the place after them, again and again.

    The catalogues are finite, so this is too.
    """
    pieces = template.split("**")
    return tuple(tuple((literal, name) for literal, name, _, _ in Formatter().parse(piece)) for piece in pieces)


def _filled(parts: Parts, values: Mapping[str, Value]) -> list[Span]:
    spans: list[Span] = []
    for literal, name in parts:
        spans.append(literal)
        if name is not None:
            value = values[name]
            spans += (value,) if isinstance(value, str) else _spans(value)
    return spans


def _strong(spans: list[Span]) -> list[Span]:
    """Bare words stand out together; other spans stay what they are."""
    return [Strong(span) if isinstance(span, str) else span for span in _joined(spans)]


def _spans(value: Value) -> Text:
    match value:
        case tuple():
            return value
        case int() | float():
            return (f"{value:g}" if isinstance(value, float) else str(value),)
        case str() | Part():
            return (value,)


def _joined(spans: list[Span]) -> Text:
    """Neighbouring bare strings become one."""
    joined: list[Span] = []
    words = ""
    for span in spans:
        if isinstance(span, str):
            words += span
            continue
        if words:
            joined.append(words)
            words = ""
        joined.append(span)
    return (*joined, words) if words else tuple(joined)


def joined(texts: list[Text], between: str = " · ") -> Text:
    """Several texts in one line; empty ones are left out."""
    spans: list[Span] = []
    for text in texts:
        if text:
            spans.extend(((between,) if spans else ()) + text)
    return _joined(spans)
