"""Drafts filled with the names and days of a row."""

from datetime import date

import pytest

from lib.focus.messages import (
    Draft,
    Recipient,
    after_conversation,
    feedback_request,
    follow_up,
    in_language,
    languages,
    load_letters,
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


KINDS = [kind for kind, text in load_letters("en").items() if isinstance(text, dict)]


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_draft_with_all_its_places_filled(language):
    """What the row says stands in it, whatever its marks; what only the person knows stays in brackets."""
    about = Recipient("Ana Ruiz", "Nor{th}wind", "C# {dev}", ago(20), ago(3))
    for kind in KINDS:
        full, bare = (Draft(kind, to, to.heard_on, language) for to in (about, Recipient()))
        english = Draft(kind, about, ago(3))
        asked, told = ("C# {dev}" in english), ("Nor{th}wind" in english)
        assert (("C# {dev}" in full), ("Nor{th}wind" in full)) == (asked, told), kind
        assert full.count("[") == english.count("["), kind
        assert "{" not in bare, kind
        assert full.startswith("Subject: "), kind
        assert full.count("\n\n") == english.count("\n\n"), kind


def test_a_draft_is_told_again_in_another_language_and_an_own_text_is_not():
    """The same letter, its day in that language; what the person typed stays."""
    words = in_language(feedback_request(to(**ROW)), "de")
    assert "Guten Tag Ana Ruiz," in words
    assert "vom 20. November" in words
    assert in_language("My own words", "de") == "My own words"


def test_the_first_of_a_month_and_names_with_a_vowel_are_french():
    """It is "le 1er", and no role stands after a "de" that would have to become "d’"."""
    words = Draft("follow_up", Recipient(role="Analyste"), date(2026, 11, 1), "fr")
    assert "adressé le 1er novembre ma candidature pour le poste « Analyste » dans" in words


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
