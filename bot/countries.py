"""Countries and regions as people write them, where public holidays are known: `PH`, `US-CA`, `Bayern, Germany`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale

from bot.locales import known_locale
from bot.zones import LONGEST_NAME, folded

_BETWEEN = re.compile(r"\s*[-–,/·]\s*|\s+")


def read_country(typed: str, locale: str = "en") -> str | None:
    """`PH`, or with a region that has holidays of its own `US-CA`; None for what is not known."""
    if len(typed) > LONGEST_NAME:
        return None
    words = folded(typed)
    if whole := _country(words, locale):
        return whole
    for first, second in _parts(words):
        for nation, region in ((first, second), (second, first)):
            country = _country(nation, locale)
            part = _regions(country).get(region) if country else None
            if part:
                return f"{country}-{part}"
    return None


def say_country(country: str, locale: str) -> str:
    """`United States, California` for `US-CA`."""
    nation, _, region = country.partition("-")
    name = known_locale(locale).territories.get(nation, nation)
    named = next((word for word, part in _aliases(nation).items() if part == region), region)
    return f"{name}, {named}" if region else name


def _parts(words: str) -> Iterator[tuple[str, str]]:
    for between in _BETWEEN.finditer(words):
        yield words[: between.start()], words[between.end() :]


def _country(words: str, locale: str) -> str | None:
    code = words.upper()
    return code if code in _known() else _names(str(known_locale(locale))).get(words) or _names("en").get(words)


@cache
def _names(locale: str) -> Mapping[str, str]:
    territories = Locale.parse(locale).territories
    return {folded(name): code for code, name in territories.items() if code in _known()}


@cache
def _known() -> Mapping[str, list[str]]:
    """Every country with its regions."""
    import holidays  # noqa: PLC0415 - slow to import, and few requests need it

    return {code: regions for code, regions in holidays.list_supported_countries().items() if len(code) == 2}


@cache
def _regions(country: str) -> Mapping[str, str]:
    """Codes and names of regions, folded, with the code that is meant."""
    named = {folded(name): code for name, code in _aliases(country).items()}
    return named | {folded(code): code for code in _known().get(country, ())}


@cache
def _aliases(country: str) -> Mapping[str, str]:
    import holidays  # noqa: PLC0415 - slow to import, and few requests need it

    return dict(holidays.country_holidays(country).subdivisions_aliases) if country in _known() else {}
