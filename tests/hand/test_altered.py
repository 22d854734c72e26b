"""Whatever a browser or a workbook of ours kept, altered at random: it opens as far as it can be."""

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.fuzz_kept import try_one
from tests.tries import tries


@tries(8)
@given(st.integers(1, 10**9))
def test_what_was_kept_and_altered_opens(number: int):
    """No fault; each number makes another alteration. `make fuzz` goes on for as long as it is let."""
    assert try_one(number, every=10**10) is None
