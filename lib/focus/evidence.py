"""The published figures behind the priors and thresholds, read from `evidence.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "A": "primary data, read at its source",
        "A*": "primary data, read through a relay",
        "assumed": "nobody’s figure, our judgement",
    }
)
"""What a figure's class says about how far to trust it."""


@dataclass(frozen=True)
class PublishedFigure:
    """One published figure: what it says and about whom, its source, and how far to trust it."""

    key: str
    text: str
    value: float | Mapping[str, float]
    population: str
    year: str
    source: str
    link: str
    """Where to find it: an address or a title, as text."""
    grade: str
    """`A` or `A*`: see `CLASSES`."""

    @property
    def citation(self) -> str:
        """Source, year and population in one line."""
        return f"{self.source}, {self.year}; {self.population}"


@dataclass(frozen=True)
class PublishedFigures:
    """Every published figure, by key."""

    figures: Mapping[str, PublishedFigure]

    def __getitem__(self, key: str) -> PublishedFigure:
        """The figure called `key`.

        Raises:
            KeyError: there is none of that name.
        """
        return self.figures[key]


@cache
def load() -> PublishedFigures:
    """The figures of `evidence.toml`."""
    text = Path(__file__).with_name("evidence.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return PublishedFigures(MappingProxyType({key: _figure(key, table) for key, table in tables.items()}))


def _figure(key: str, table: Mapping[str, object]) -> PublishedFigure:
    value = table["value"]
    if isinstance(value, dict):
        value = MappingProxyType({name: float(number) for name, number in value.items()})
    words = {name: str(table[name]) for name in ("text", "population", "year", "source", "link")}
    return PublishedFigure(key=key, value=value, grade=str(table["class"]), **words)  # type: ignore[arg-type]
