"""Everything a person reads about has one name, in one table."""

import ast
from pathlib import Path
from typing import get_args

import pytest

from lib.focus.results import Area, Lever
from lib.log.schema import CHANNELS, FIELDS, OUTCOMES, STAGES, SetAsideReason
from lib.words import terms

ROOT = Path(__file__).parents[2]
ALLOWED = (
    ROOT / "lib/words",
    ROOT / "lib/log/values",
    ROOT / "lib/summary/applications_sheet.py",
    ROOT / "lib/updated",
)
"""The room for names; the reader's own keys, never shown; what is written into spreadsheets, read back."""
KEYS = [set(STAGES), set(OUTCOMES), set(CHANNELS), set(get_args(Area)), set(FIELDS)]


def test_every_key_has_its_name():
    """A stage, outcome, channel, area, field or reason that is added is named, too."""
    assert tuple(terms.STAGES) == STAGES
    assert tuple(terms.OUTCOMES) == OUTCOMES
    assert tuple(terms.CHANNELS) == CHANNELS
    assert set(terms.AREAS) == set(get_args(Area))
    assert set(terms.LEVERS) == set(get_args(Lever))
    assert set(terms.FIELDS) == set(FIELDS)
    assert set(terms.SET_ASIDE) == set(get_args(SetAsideReason))


def test_no_two_things_of_one_kind_share_a_name():
    """A person who reads a name knows which of the things it is."""
    for names in (terms.STAGES, terms.READINGS, terms.AREAS):
        labels = list(terms.labels(names).values())
        assert len(set(labels)) == len(labels)


@pytest.mark.slow
def test_no_module_keeps_a_second_table_of_names():
    """Tables from stages, outcomes, channels, areas or fields to short texts stand in `lib/words` alone."""
    files = [*ROOT.glob("lib/**/*.py"), *ROOT.glob("pages/*.py")]
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in files
        if not any(path.is_relative_to(room) for room in ALLOWED)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Dict) and _is_table_of_names(node)
    ]
    assert found == []


def _is_table_of_names(node: ast.Dict) -> bool:
    named = {
        key.value
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and any(_is_name(text) for text in _texts(value))
    }
    return any(len(named & keys) >= 2 for keys in KEYS)


def _texts(value: ast.expr) -> list[str]:
    values = value.elts if isinstance(value, ast.Tuple) else [value]
    return [v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)]


def _is_name(text: str) -> bool:
    """Words to read: no colour, icon, key or sentence."""
    is_key = text.isidentifier() and any(text in keys for keys in KEYS)
    return text[:1] not in "#:" and not is_key and len(text.split()) <= 3
