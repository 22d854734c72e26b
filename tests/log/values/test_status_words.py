"""Hundreds of status texts, by language, and what a careful reader takes each of them to mean."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from lib.log.values.statuses import read_status

CASES = tomllib.loads((Path(__file__).parent / "status_words.toml").read_text(encoding="utf-8"))

NAMED = [
    pytest.param(text, meaning, id=f"{language}: {text}")
    for language, meanings in CASES.items()
    for meaning, texts in meanings.items()
    for text in texts
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_status_means_what_a_careful_reader_takes_it_to_mean(text: str, expected: str) -> None:
    """Stage, certainty and outcome of each text are those that its heading says."""
    meaning = read_status(text)
    stage = (meaning.stage or "-") + ("?" if meaning.stage and not meaning.stage_known else "")

    assert f"{stage} {meaning.outcome}" == expected


@pytest.mark.parametrize(
    "text", [text for meanings in CASES.values() for texts in meanings.values() for text in texts]
)
def test_case_spaces_and_a_full_stop_change_nothing(text: str) -> None:
    """A status in capitals, among spaces or with a full stop means the same."""
    assert read_status(f"  {text.upper()}. ") == read_status(text)


@pytest.mark.parametrize(("mark", "outcome"), [("A", "open"), ("r", "rejected"), ("O", "offer")])
def test_a_legend_in_the_header_explains_the_marks(mark: str, outcome: str) -> None:
    """What the header says of its letters counts, and not what they might mean elsewhere."""
    assert read_status(mark, "Status (A=applied, R=rejected, O=offer)").outcome == outcome
