"""What the person added, through JSON and back."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.log.reflections import Reflection
from lib.log.schema import FIELDS, OUTCOMES, STAGES, Choices
from lib.summary.additions import Additions, Contact, StepMark
from lib.summary.keeping import from_plain, left_out, to_plain, without_private

pytestmark = pytest.mark.slow

DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
TEXTS = st.text(max_size=12)
SOME = st.none() | st.text(min_size=1, max_size=12)
REFLECTIONS = st.builds(
    Reflection,
    stage=st.none() | st.sampled_from(STAGES),
    reason=SOME,
    feedback_asked_on=DAYS,
    feedback=SOME,
    lesson=SOME,
    feeling=st.none() | st.integers(1, 5),
    check_in=SOME,
    felt_on=DAYS,
).filter(lambda reflection: not reflection.empty)
JUNK = st.recursive(
    st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
)
CHOICES = st.builds(
    Choices,
    sheets=st.none() | st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
    header_row=st.none() | st.integers(0, 9),
    columns=st.dictionaries(st.sampled_from(FIELDS), st.none() | TEXTS, max_size=3),
    statuses=st.dictionaries(
        TEXTS, st.tuples(st.none() | st.sampled_from(STAGES), st.sampled_from(OUTCOMES))
    ),
    day_first=st.none() | st.booleans(),
    sent=st.none() | st.booleans(),
    outcomes=st.none() | st.booleans(),
)
ADDITIONS = st.builds(
    Additions,
    choices=CHOICES,
    reflections=st.dictionaries(
        st.text("0123456789abcdef", min_size=16, max_size=16), REFLECTIONS, max_size=4
    ),
    marks=st.lists(st.builds(StepMark, st.text(min_size=1), done=st.booleans(), due=DAYS, what=SOME)).map(
        tuple
    ),
    contacts=st.lists(st.builds(Contact, TEXTS, TEXTS, last_contact=DAYS), max_size=3).map(tuple),
    experiment=st.none() | st.dictionaries(TEXTS, st.integers() | TEXTS, min_size=1, max_size=3),
    assumed=st.dictionaries(st.sampled_from(["settled", "gap_closed"]), st.just(0.7)),
)


@given(ADDITIONS)
def test_everything_comes_back(additions):
    """What was kept is what was added, through the text of a file."""
    assert from_plain(json.loads(json.dumps(to_plain(additions, private=True)))) == additions


@given(ADDITIONS)
def test_check_ins_are_kept_only_when_switched_on(additions):
    """Without the person's word, no feeling and no line beside it is kept."""
    restored = from_plain(to_plain(additions, private=False)).reflections
    expected = {key: without_private(told) for key, told in additions.reflections.items()}
    assert restored == {key: told for key, told in expected.items() if not told.empty}


@given(JUNK)
def test_damaged_text_restores_what_it_can(junk):
    """Whatever stands where something was kept, nothing is raised, and what was left out can be said."""
    parts = ("choices", "reflections", "marks", "contacts", "experiment", "assumed", "earlier")
    for kept in (
        junk,
        dict.fromkeys(parts, junk),
        {"choices": {"columns": {"company": junk}, "sheets": junk}},
    ):
        restored = from_plain(kept)
        assert all(isinstance(words, str) for words in left_out(kept, restored))
        assert left_out(to_plain(restored, private=True), restored) == ()


FOREIGN = {
    "another name": ({"assumed": {"mix_dayz": 60.0, "mix_days": 60.0}}, ("1 changed assumption",)),
    "beyond a limit": ({"assumed": {"settled": 7.0}}, ("1 changed assumption",)),
    "no number": ({"assumed": {"settled": float("nan")}}, ("1 changed assumption",)),
    "a list": ([], ("everything that you had added",)),
    "marks": ({"marks": [{"key": "a", "done": "perhaps"}, 7, {"key": "b"}]}, ("2 steps",)),
    "a feeling of ten": (
        {"reflections": {"k": {"feeling": 10, "lesson": "Ask"}}},
        ("1 answer about a rejection",),
    ),
    "columns": (
        {"choices": {"columns": {"company": ["A"]}, "header_row": -3}},
        ("some corrections of how your file is read",),
    ),
    "an experiment": ({"experiment": {"key": 3}}, ()),
    "a later version": (
        {"version": 9, "marks": [{"key": "a", "colour": "blue"}], "wishes": [1]},
        ("1 step",),
    ),
}
"""What another version may have kept, and what of it is said to be left out."""


@pytest.mark.parametrize(("kept", "said"), FOREIGN.values(), ids=FOREIGN)
def test_what_cannot_be_used_is_said(kept, said):
    """In the person's words, each kind with its number; what can be used is used."""
    assert left_out(kept, from_plain(kept)) == said
