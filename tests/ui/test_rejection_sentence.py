"""The sentence that opens Rejections."""

import pytest

from lib.ui.figures import rejection_sentence
from tests.focus.logs import application_log, rejected, seen, silent


@pytest.mark.parametrize(
    ("waiting", "sentence"),
    [
        (0, "23 of 23 applications turned down so far; none is still waiting for a reply."),
        (1, "23 of 24 (96%) applications turned down so far; 1 is still waiting for a reply."),
        (18, "23 of 41 (56%) applications turned down so far; 18 are still waiting for a reply."),
    ],
)
def test_a_rejection_is_counted_once(waiting, sentence):
    """One rate and what is still open, never the same share twice."""
    log = application_log(*[rejected()] * 23, *[silent(3)] * waiting)
    assert rejection_sentence(seen(log)) == sentence
