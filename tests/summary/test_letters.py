"""Drafts in downloads, in the language of the log."""

from dataclasses import replace

import pytest

from lib.summary.bundle import build, draft_language
from lib.summary.plan import planned_steps
from tests.summary.small_logs import AS_OF, imported, some_rows

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        (("Firma", "Stelle", "Beworben am", "Status"), "de"),
        (("Entreprise", "Poste", "Date de candidature"), "fr"),
        (("Company", "Role", "Status"), "en"),
        (("会社", "職種", "応募日"), "en"),
        (("A", "B"), "en"),
        ((), "en"),
    ],
)
def test_drafts_are_in_the_language_of_the_headers(headers, language):
    """Headers of one language tell it; where no draft is written in it, or nothing tells, it is English."""
    assert draft_language(headers) == language


def test_a_plan_takes_the_language_that_was_chosen():
    """Every draft of the plan is in the chosen language; the steps around it stay as they are."""
    summary = build(imported(some_rows()), AS_OF)
    german = planned_steps(replace(summary, letters_in="de"))
    drafts = [step.draft for step in german if step.draft]
    assert drafts
    assert all("Mit freundlichen Grüßen" in draft for draft in drafts)
    assert [step.what for step in german] == [step.what for step in planned_steps(summary)]
