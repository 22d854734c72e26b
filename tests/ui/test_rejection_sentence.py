"""The sentence that opens Rejections."""

import pytest

from lib.ui.figures import _places, rejection_sentence
from tests.focus.logs import application_log, rejected, seen, silent


@pytest.mark.parametrize(
    ("waiting", "sentence"),
    [
        (0, "23 of 23 applications turned down so far."),
        (1, "23 of 24 (96%) applications turned down so far."),
        (18, "23 of 41 (56%) applications turned down so far."),
    ],
)
def test_a_rejection_is_counted_once(waiting, sentence):
    """One rate and what is still open, never the same share twice."""
    log = application_log(*[rejected()] * 23, *[silent(3)] * waiting)
    assert rejection_sentence(seen(log)) == sentence


def test_where_all_came_after_a_conversation_no_zero_is_counted():
    """“0 without a conversation, 2 after one” says in two counts what one word says."""
    log = application_log(*[rejected("interview")] * 2)
    assert (
        rejection_sentence(seen(log)) == "2 of 2 applications turned down so far, both after a conversation."
    )


def test_the_key_figures_add_up_to_all():
    """A yes, a no before and after a conversation, silence, youth, a withdrawal: each counted in one card."""
    log = application_log(
        *[rejected()] * 3,
        rejected("interview"),
        *[silent(90)] * 4,
        *[silent(3)] * 5,
        {"outcome": "withdrawn"},
    )
    cards = {card.label: card.value for card in _places(seen(log))}
    assert cards == {
        "Led to a conversation": "1",
        "Turned down without one": "3",
        "No reply": "4",
        "Too early to tell": "5",
        "Otherwise": "1",
    }
