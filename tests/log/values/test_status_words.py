"""Hundreds of status texts, by language, and what a careful reader takes each of them to mean."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from lib.log.values.statuses import read_status

CASES = tomllib.loads((Path(__file__).parent / "status_words.toml").read_text(encoding="utf-8"))

NAMED = [
    pytest.param(texts, meaning, id=f"{language}: {meaning}")
    for language, meanings in CASES.items()
    for meaning, texts in meanings.items()
]


def told(text: str) -> str:
    """What a status is read as, in the words of the headings."""
    meaning = read_status(text)
    stage = (meaning.stage or "-") + ("?" if meaning.stage and not meaning.stage_known else "")
    return f"{stage} {meaning.outcome}"


@pytest.mark.parametrize(("texts", "meaning"), NAMED)
def test_a_status_means_what_a_careful_reader_takes_it_to_mean(texts: list[str], meaning: str) -> None:
    """Stage, certainty and outcome of each text are those that its heading says."""
    assert {text: told(text) for text in texts} == dict.fromkeys(texts, meaning)


@pytest.mark.parametrize("language", CASES)
def test_case_spaces_and_a_full_stop_change_nothing(language: str) -> None:
    """A status in capitals, among spaces or with a full stop means the same."""
    texts = [text for texts in CASES[language].values() for text in texts]
    assert [t for t in texts if read_status(f"  {t.upper()}. ") != read_status(t)] == []


@pytest.mark.parametrize(("mark", "outcome"), [("A", "open"), ("r", "rejected"), ("O", "offer")])
def test_a_legend_in_the_header_explains_the_marks(mark: str, outcome: str) -> None:
    """What the header says of its letters counts, and not what they might mean elsewhere."""
    assert read_status(mark, "Status (A=applied, R=rejected, O=offer)").outcome == outcome
