"""What the person added, through JSON and back."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lib.log.reflections import Reflection
from lib.log.schema import FIELDS, OUTCOMES, STAGES, Choices
from lib.summary.additions import Additions, Contact, StepMark
from lib.summary.keeping import from_plain, to_plain, without_private

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
).filter(lambda reflection: not reflection.empty)
MEANINGS = st.tuples(st.none() | st.sampled_from(STAGES), st.sampled_from(OUTCOMES))
KEYS = st.text("0123456789abcdef", min_size=16, max_size=16)
MARKS = st.builds(StepMark, st.text(min_size=1), done=st.booleans(), due=DAYS, what=SOME)
JUNK = st.recursive(
    st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
)
CHOICES = st.builds(
    Choices,
    sheets=st.none() | st.lists(TEXTS, max_size=3).map(tuple),
    header_row=st.none() | st.integers(0, 9),
    columns=st.dictionaries(st.sampled_from(FIELDS), st.none() | TEXTS, max_size=3),
    statuses=st.dictionaries(
        TEXTS, st.tuples(st.none() | st.sampled_from(STAGES), st.sampled_from(OUTCOMES))
    ),
    day_first=st.none() | st.booleans(),
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


@given(
    st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x))
)
def test_damaged_text_restores_what_it_can(junk):
    """Whatever stands where something was kept, nothing is raised."""
    kept = {"choices": junk, "reflections": junk, "marks": junk, "contacts": junk, "experiment": junk}
    assert isinstance(from_plain(kept), Additions)
