"""What reasons and feedback speak of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.measures.themes import recognise, themes
from tests.measures.application_frames import applications, seen

REJECTED = {"outcome": "rejected"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Went with someone with more leadership experience", {"Leadership"}),
        ("Not enough industry experience", {"Industry background"}),
        ("They wanted 5+ years of experience", {"Experience"}),
        ("Position filled internally", {"Position filled, frozen or internal"}),
        ("Hiring freeze!", {"Position filled, frozen or internal"}),
        ("overqualified", {"Overqualified"}),
        ("Salary expectations too high", {"Salary"}),
        ("No visa sponsorship", {"Location, visa or working place"}),
        ("Mangelnde Führungserfahrung", {"Leadership"}),
        ("Gehaltsvorstellung zu hoch", {"Salary"}),
        ("Manque d'expérience", {"Experience"}),
        ("Falta de experiencia", {"Experience"}),
        ("Brak doświadczenia", {"Experience"}),
        ("经验不足", {"Experience"}),
        ("No feedback given", set()),
        ("experimental", set()),
    ],
)
def test_what_a_text_is_about(text, expected):
    """The particular before the general, several languages, whole words."""
    assert set(recognise(text)) == expected


def test_praise_is_no_reason():
    """What was strong is passed over, what was lacking is kept."""
    assert set(recognise("Strong technical skills, but lacked leadership experience")) == {"Leadership"}
    assert recognise("Great communication.") == {}
    assert set(recognise("Wanted someone with stronger communication skills")) == {
        "Interview answers and communication"
    }


def test_themes_count_applications_once_and_name_their_rows():
    """Reason and feedback of one row both speak of experience: one application, two quotes."""
    log = applications(
        REJECTED | {"row": 7, "reason": "Too junior", "feedback": "Needs more experience"},
        REJECTED | {"row": 9, "reason": "Too junior"},
    )
    (theme,) = themes(seen(log))
    assert (theme.name, theme.count, theme.rows) == ("Experience", 2, (7, 9))
    assert theme.quotes == ("Too junior", "Needs more experience")
    assert theme.words == ("too junior", "experience")


def test_the_most_frequent_theme_comes_first():
    """Two of salary before one of timing."""
    log = applications(*(REJECTED | {"reason": r} for r in ("start date", "salary", "salary too high")))
    assert [t.name for t in themes(seen(log))] == ["Salary", "Timing or availability"]


def test_offers_and_withdrawals_give_no_reasons():
    """A salary that the person declined is not why they were turned down."""
    log = applications(*({"outcome": o, "reason": "salary"} for o in ("declined", "withdrawn", "accepted")))
    assert themes(seen(log)) == ()


def test_logs_without_reasons_have_no_themes():
    """Nothing said, nothing found."""
    assert themes(seen(applications())) == themes(seen(applications(REJECTED))) == ()


def test_long_quotes_are_cut():
    """At 200 characters, with an ellipsis."""
    (theme,) = themes(seen(applications(REJECTED | {"reason": "salary " * 60})))
    assert len(theme.quotes[0]) <= 200
    assert theme.quotes[0].endswith("…")


@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    """No text is an error."""
    assert isinstance(recognise(text), dict)


@given(st.lists(st.sampled_from(["salary", "too junior", "visa", None]), max_size=10), st.integers(0, 10))
def test_a_merged_log_counts_the_sum_of_its_parts(reasons, cut):
    """Theme counts add up over any two parts of a log."""
    log = applications(*(REJECTED | {"reason": r} for r in reasons))
    parts = (log, log.iloc[:cut], log.iloc[cut:])
    whole, first, second = ({t.name: t.count for t in themes(seen(part))} for part in parts)
    assert whole == {n: first.get(n, 0) + second.get(n, 0) for n in first.keys() | second.keys()}
