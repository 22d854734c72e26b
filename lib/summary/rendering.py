"""HTML from the templates beside this module; every value is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from lib.summary.escaping import visible
from lib.summary.statements import effect_range, effect_words, read_words, search_words
from lib.words.phrases import counted, named_day

TEMPLATES = Path(__file__).parent / "templates"


def render(name: str, **values: object) -> bytes:
    """The template `name` filled in, in UTF-8; raises jinja2.UndefinedError for a value that is not given."""
    return _template(name).render(**values).encode("utf-8", "replace")


def _finalized(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    environment.filters.update(
        day=named_day,
        change=effect_words,
        read=read_words,
        search=search_words,
        counted=counted,
        span=effect_range,
    )
    return environment.get_template(name)
