"""Drafts filled with the names and days of a row."""

import pytest

from lib.focus.messages import (
    after_conversation,
    feedback_request,
    follow_up,
    recipient,
    reconnect,
    thank_you,
)
from tests.focus.logs import ago, application_log

DRAFTS = (feedback_request, follow_up, after_conversation, thank_you, reconnect)
ROW = {
    "company": "Northwind",
    "role": "Data analyst",
    "contact": "Ana Ruiz (recruiter)",
    "applied_on": ago(20),
}


def to(**row):
    """The recipient of a message about one row."""
    return recipient(application_log(row).applications.iloc[0], ago(3))


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_draft_has_names_and_no_holes(draft):
    """Contact, role and employer are in it, and nothing reads None or nan."""
    words = draft(to(**ROW))
    assert words.startswith("Subject: ")
    assert all(name in words for name in ("Hello Ana Ruiz,", "Data analyst", "Northwind"))
    assert "None" not in words


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_row_without_names_still_makes_a_letter(draft):
    """Company, role and contact missing: the sentences stand without them."""
    words = draft(to(applied_on=None))
    assert "Hello,\n" in words
    assert "nan" not in words


def test_a_feedback_request_says_when_they_wrote():
    """The day of the rejection, in words, and no demand to reopen the decision."""
    words = feedback_request(to(**ROW))
    assert "on 20 November" in words
    assert "not asking to reopen" in words


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz <ana@northwind.example>", "Ana Ruiz"),
        ("Herr von Berg", "Herr von Berg"),
        ("王芳", "王芳"),
        ("ana@northwind.example", None),
        ("Old team at Fernley", None),
        ("+49 30 1234", None),
        ("", None),
    ],
)
def test_only_a_name_is_greeted(cell, name):
    """Addresses, numbers and descriptions are no way to greet anybody."""
    assert to(**{**ROW, "contact": cell}).contact == name
