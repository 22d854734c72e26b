"""Job titles that mean the same role are one group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.measures.roles import role_groups, role_seniority
from tests.measures.application_frames import applications


def groups(*titles, location=None):
    """The group of each title."""
    return role_groups(applications(*({"role": t, "location": location} for t in titles))).tolist()


@pytest.mark.parametrize(
    "title",
    [
        "Sr. Data Analyst II (Remote)",
        "Junior Data Analyst - Marketing",
        "DATA ANALYST",
        "Data Analyst (m/w/d)",
        "Lead Data Analyst, Payments",
        "Data Analyst | Full-time",
        "Working Student Data Analyst",
        "Healthcare Data Analyst",
    ],
)
def test_variants_of_one_role_are_one_group(title):
    """Seniority, level, place, team and gender marks are not the role."""
    assert groups(title, "Data Analyst", "Data analyst", "data analyst ")[0] == "data analyst"


def test_places_of_the_log_are_taken_out_of_titles():
    """An "Analyst Lisbon" is an analyst in a log that knows Lisbon as a place."""
    assert set(groups("Analyst Lisbon", "Analyst", "Lisbon analyst", location="Lisbon, PT")) == {"analyst"}


def test_abbreviations_are_spelled_out():
    """SWE, "software eng" and software engineering are software engineers."""
    titles = ("SWE", "Software Eng", "Software Engineer", "Software Engineering Intern")
    assert set(groups(*titles)) == {"software engineer"}


def test_one_word_two_words_and_a_hyphen_are_the_same():
    """Backend, back end and back-end."""
    assert set(groups("Backend Dev", "Back End Developer", "Back-end developer")) == {"backend developer"}


def test_a_phrase_takes_in_the_word_that_always_goes_with_it():
    """Not "learning engineer" but "machine learning engineer"."""
    assert set(groups(*["Machine Learning Engineer"] * 4)) == {"machine learning engineer"}


def test_rare_titles_are_other():
    """Two of a kind are too few for a group."""
    assert groups("Chef", "Chef", "Nurse", "Nurse", "Nurse") == ["other", "other", "nurse", "nurse", "nurse"]


def test_a_missing_title_has_no_group():
    """Nothing is made up for a row without a role."""
    found = role_groups(applications({}, {"role": "Nurse"}))
    assert found.isna().tolist() == [True, False]


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Sr. Data Analyst", "senior"),
        ("Senior Manager", "senior"),
        ("Software Engineer Intern", "intern"),
        ("Praktikum Marketing", "intern"),
        ("Junior Developer", "junior"),
        ("Staff Engineer", "lead"),
        ("Head of Data", "director"),
        ("高级数据分析师", "senior"),
        ("Ingénieur confirmé", "senior"),
        ("Data Analyst", "no level stated"),
        ("International Sales", "no level stated"),
    ],
)
def test_the_level_in_a_title(title, level):
    """The level that the title names, in its language; whole words only."""
    assert role_seniority(applications({"role": title})).tolist() == [level]


@given(st.lists(st.text(max_size=30), max_size=20))
def test_any_title_has_one_of_nine_groups(titles):
    """Hostile or empty text gets a group or none; never more than eight groups and "other"."""
    assert len({g for g in groups(*titles) if isinstance(g, str)} - {"other"}) <= 8
