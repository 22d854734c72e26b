"""A bare "declined" or "started": what it means depends on the other words of the column."""

import pytest

from lib.log.files.sheets import Column
from lib.log.table.wording import read_beginnings, read_own_refusals
from lib.log.values.statuses import read_status


@pytest.mark.parametrize(
    ("others", "outcome"),
    [
        (("Rejected", "Applied"), "withdrawn"),
        (("Applied", "Interview"), "rejected"),
        (("Rejected offer",), "rejected"),
    ],
)
def test_declined_is_the_persons_choice_beside_rejected(others, outcome):
    """Where another word says rejected, "declined" is the other thing; else it is the word for it."""
    read = read_own_refusals(Column.of(["Declined", *others]), read_status)
    assert read("Declined").outcome == outcome


def test_words_beside_declined_stay_as_they_are():
    """Only the bare word changes its meaning."""
    read = read_own_refusals(Column.of(["Declined", "Declined by company", "Rejected"]), read_status)
    assert [read(text).outcome for text in ("Declined by company", "Rejected")] == ["rejected", "rejected"]


@pytest.mark.parametrize(
    ("others", "outcome"),
    [
        (("submitted",), "not_applied"),
        (("submitted", "interview"), "accepted"),
        (("offer",), "accepted"),
    ],
)
def test_started_is_a_form_begun_beside_submitted(others, outcome):
    """Where others are only submitted, "started" is not sent yet; beside conversations it is a job begun."""
    read = read_beginnings(Column.of(["started", *others]), read_status)
    assert read("started").outcome == outcome
