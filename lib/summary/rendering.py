"""HTML from the templates beside this module; every value is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from lib.summary.words import day_words, rate_words, signed_share

TEMPLATES = Path(__file__).parent / "templates"


def render(name: str, **values: object) -> bytes:
    """One page, filled in; raises jinja2.UndefinedError where the template asks for what is not given."""
    return _template(name).render(**values).encode("utf-8", "replace")


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=day_words, rate=rate_words, change=signed_share)
    return environment.get_template(name)
