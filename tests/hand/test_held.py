"""What is held: opening, closing, going back, and what a file brings with it."""

from dataclasses import replace
from datetime import date

import pytest

from lib.hand.arrival import received, same_search
from lib.hand.held import Aside, Doubt, Held
from lib.log.reflections import Reflection
from lib.log.schema import Choices, UnreadableLog
from lib.summary.additions import Additions, Contact
from tests.hand.logs import EARLIER, LATER, NO_LOG, OTHER, OnceReader, upload

TODAY = date(2026, 11, 23)
READER = OnceReader()
MINE = Additions(contacts=(Contact("Ada"),))
OWN = Held(upload(EARLIER, opened_on=date(2026, 10, 1)), MINE)


def opened(held: Held, text: str, name: str = "new.csv", *, sample: bool = False) -> Held:
    """What is held after a file was opened and read, or refused."""
    now = held.open(name, text.encode(), TODAY, sample=sample)
    try:
        return received(now, READER, TODAY)
    except UnreadableLog:
        return now


def test_a_file_is_read_before_anything_counts_as_added():
    """Until then there is nothing to carry over; afterwards its own people are there."""
    assert Held().open("a.csv", EARLIER.encode(), TODAY).added is None
    assert opened(Held(), EARLIER).added == Additions()
    assert received(Held(), READER, TODAY) == Held()


def test_a_later_version_takes_over_what_was_added():
    """The earlier log is compared with it, kept small, and no longer waits."""
    held = opened(OWN, LATER)
    assert held.additions == replace(MINE, earlier=held.additions.earlier)
    assert held.additions.earlier
    assert (held.before, held.aside, held.doubt) == (None, None, None)


def test_a_strangers_log_takes_nothing_until_the_person_says_so():
    """Then everything is carried over, or the earlier log stays aside."""
    held = opened(OWN, OTHER)
    assert held.doubt == Doubt("log.csv", 0, 12)
    assert held.additions == Additions()
    assert same_search(held, READER, TODAY).additions.contacts == MINE.contacts
    afresh = held.another_search()
    assert (afresh.doubt, afresh.before, afresh.additions) == (None, None, Additions())
    assert afresh.own_log == Aside(OWN.upload, MINE)
    assert held.go_back() == replace(OWN, files=1)
    assert opened(held, LATER).additions.contacts == MINE.contacts


@pytest.mark.parametrize("between", [(), (NO_LOG,), (NO_LOG, NO_LOG + "eggs,3\n")])
def test_refused_files_replace_nothing(between: tuple[str, ...]):
    """However many are tried, the own log is one step behind, and meets its later version."""
    held = OWN
    for text in between:
        held = opened(held, text)
        assert held.own_log == Aside(OWN.upload, MINE)
        assert held.go_back() == replace(OWN, files=held.files)
    assert opened(held, LATER).additions.contacts == MINE.contacts


def test_a_sample_stands_beside_the_own_log():
    """It takes nothing over, and closing it or a second one brings the own log back, its day included."""
    own = OWN.seen_from(date(2026, 10, 30))
    held = opened(opened(own, OTHER, "a sample", sample=True), LATER, "another", sample=True)
    assert held.additions == Additions()
    assert held.close() == replace(own, files=2)


def test_a_log_that_is_closed_waits():
    """It is the log that the next file is compared with, or is gone back to."""
    closed = OWN.close()
    assert (closed.upload, closed.own_log) == (None, Aside(OWN.upload, MINE))
    assert closed.go_back() == OWN


def test_the_same_bytes_change_nothing_but_the_name():
    """And that counts as another file: the device is given it anew."""
    assert OWN.open("log.csv", EARLIER.encode(), TODAY) is OWN
    renamed = OWN.open("renamed.csv", EARLIER.encode(), TODAY)
    assert (renamed.upload.name, renamed.upload.place, renamed.additions) == ("renamed.csv", 1, MINE)


def test_what_the_device_kept_comes_beside_what_was_opened():
    """Alone it is in hand; behind a sample it waits; before another file it is the earlier version."""
    kept = Aside(OWN.upload, MINE)
    assert Held().bring(kept) == OWN
    sample = opened(Held(), OTHER, "a sample", sample=True)
    assert sample.bring(kept) == replace(sample, aside=kept)
    later = opened(Held(), LATER).bring(kept)
    assert received(later, READER, TODAY).additions.contacts == MINE.contacts
    assert OWN.bring(kept) is OWN


def test_corrections_can_be_taken_back():
    """All of them at once, and nothing else with them."""
    corrected = OWN.correct(header_row=13).reflect("key", Reflection(lesson="Ask"))
    assert corrected.additions.choices == Choices(header_row=13)
    assert corrected.uncorrected().additions.choices == Choices()
    assert corrected.uncorrected().additions.reflections == {"key": Reflection(lesson="Ask")}


def test_a_log_whose_corrections_left_none_does_not_stop_the_next():
    """There is nothing to compare with, so the next one begins afresh and the old one stays aside."""
    held = opened(OWN.correct(header_row=13), LATER)
    assert held.additions == Additions()
    assert held.own_log.additions.choices == Choices(header_row=13)


def test_forgetting_leaves_nothing_but_the_count_of_files():
    """The count names the next opening, so that no earlier one is taken for it."""
    assert opened(OWN, LATER).forget() == Held(files=1)
