"""The assignment of columns to fields is the best there is."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linear_sum_assignment

from lib.log.table.assignment import assign

gains = st.tuples(st.integers(1, 6), st.integers(1, 7)).flatmap(
    lambda shape: arrays(float, shape, elements=st.sampled_from([0.0, -0.3, 0.2, 0.5, 0.55, 0.9, 1.0]))
)


@given(gains)
def test_total_is_the_greatest_possible(gain):
    """The sum of the gains equals scipy's optimum, gains below zero counted as none."""
    taken = assign(gain.tolist())
    rows, columns = linear_sum_assignment(np.maximum(gain, 0), maximize=True)
    total = sum(gain[row, column] for row, column in enumerate(taken) if column is not None)
    assert abs(total - np.maximum(gain, 0)[rows, columns].sum()) < 1e-9


@given(gains)
def test_no_column_is_given_twice(gain):
    """Each column serves at most one field, and none that it does not gain by."""
    taken = assign(gain.tolist())
    given_away = [column for column in taken if column is not None]
    assert len(given_away) == len(set(given_away))
    assert all(gain[row, column] > 0 for row, column in enumerate(taken) if column is not None)


def test_two_fields_that_want_one_column_share_out_for_the_common_good():
    """The field that has an alternative gives way, even where it wants the column most."""
    assert assign([[1.0, 0.9], [0.8, 0.0]]) == [1, 0]


def test_nothing_to_assign():
    """A table without columns gives no field a column."""
    assert assign([[], []]) == [None, None]
