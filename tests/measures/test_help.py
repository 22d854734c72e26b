"""Every number has its sentence."""

import pytest

from lib.measures.help import HELP


@pytest.mark.parametrize("key", HELP)
def test_help_is_plain_and_short(key):
    """One or two sentences that end in a full stop, without exclamation marks."""
    text = HELP[key]
    assert text.endswith(".")
    assert "!" not in text
    assert len(text) <= 220


def test_every_figure_of_the_definitions_has_help():
    """The figures that the pages lead with are all explained."""
    rates = {"rejection_rate", "turned_down_so_far", "any_reply", "positive_reply", "conversion", "reached"}
    waits = {"median_reply", "naive_median", "silence_cutoff", "chance_positive", "chance_reply_14d"}
    assert rates | waits | {"pace", "usual_pace", "idle_days", "as_of", "themes"} <= HELP.keys()
