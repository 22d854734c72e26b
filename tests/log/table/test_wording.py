"""A bare "declined" or "started": what it means depends on the other words of the column."""

import numpy as np
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
    dated = np.ones(1 + len(others), bool)
    read = read_beginnings(Column.of(["started", *others]), dated, read_status)
    assert read("started").outcome == outcome


@pytest.mark.parametrize(
    ("days", "others", "outcome"),
    [
        ([False, True, True, True], ["submitted", "phone screen", "rejected"], "not_applied"),
        ([True, True, True, True], ["submitted", "phone screen", "rejected"], "accepted"),
        ([False, True, True, True], ["submitted", "offer", "rejected"], "not_applied"),
        ([True, True, True, True], ["submitted", "offer", "rejected"], "accepted"),
        ([True, True, True, True, True], ["started", "started", "phone screen", "rejected"], "not_applied"),
    ],
)
def test_started_without_the_day_that_others_have_is_a_form(days, others, outcome):
    """So are three of them: nobody starts three jobs. With its day, beside an offer, it is a job begun."""
    read = read_beginnings(Column.of(["started", *others]), np.array(days), read_status)
    assert read("started").outcome == outcome
