"""The locale a person set, as babel knows it."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError


@lru_cache(maxsize=64)
def known_locale(locale: str) -> Locale:
    """English for a locale that is not known."""
    try:
        return Locale.parse(locale)
    except (ValueError, TypeError, UnknownLocaleError):
        return Locale("en")
