"""What the device is told and the person is: every order of events on one or two tabs, without a browser."""

from dataclasses import replace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from lib.hand.device import FULL, LARGEST, Device, Forgetting, message, where
from lib.hand.held import Held
from lib.summary.additions import Additions, Contact, StepMark
from tests.hand.browser import TODAY, Browser, Tab
from tests.hand.logs import EARLIER, LATER, NO_LOG, OTHER, upload
from tests.tries import tries

REMEMBERED = "Remembered in this browser"
FILES = {"earlier": EARLIER, "later": LATER, "no log": NO_LOG, "a stranger's": OTHER}


class TwoTabs(RuleBasedStateMachine):
    """One person with two tabs of one browser, who opens, adds, forgets and comes back in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.browser = Browser()
        self.tabs = [Tab(self.browser), Tab(self.browser)]
        self.step = 0

    @rule(tab=st.integers(0, 1), file=st.sampled_from(list(FILES)))
    def open_a_file(self, tab: int, file: str) -> None:
        """A file is chosen; what is read is there at once, what is kept may take its time."""
        self._change(tab, lambda held: held.open(f"{file}.csv", FILES[file].encode(), TODAY), sample=False)

    @rule(tab=st.integers(0, 1))
    def open_a_sample(self, tab: int) -> None:
        """A sample is looked at."""
        self._change(
            tab, lambda held: held.open("sample.csv", OTHER.encode(), TODAY, sample=True), sample=True
        )

    @rule(tab=st.integers(0, 1))
    def add(self, tab: int) -> None:
        """A step is ticked in one tab."""
        if self.tabs[tab].held.added is not None:
            self.step += 1
            mark = StepMark(f"step-{self.step}", done=True)
            self._change(tab, lambda held: held.add(marks=(*held.additions.marks, mark)))

    @rule(tab=st.integers(0, 1))
    def close_it(self, tab: int) -> None:
        """The log is put away."""
        self._change(tab, Held.close)

    @rule(tab=st.integers(0, 1))
    def go_back(self, tab: int) -> None:
        """The log that was put aside is taken in hand."""
        self._change(tab, Held.go_back)

    @rule(tab=st.integers(0, 1))
    def forget(self, tab: int) -> None:
        """Everything is forgotten; once the browser has said so, nothing is there."""
        here = self.tabs[tab]
        here.held, here.device = here.held.forget(), here.device.forget()
        here.run()
        here.settle()
        assert (self.browser.file, self.browser.additions) == (None, None)
        assert not here.device.elsewhere

    @rule(tab=st.integers(0, 1), keeps=st.booleans())
    def switch(self, tab: int, keeps: bool) -> None:
        """Remembering is switched; off, nothing stays."""
        here = self.tabs[tab]
        here.device = here.device.switch(keeps=keeps)
        here.run()
        here.settle()
        assert keeps or self.browser.file is None

    @rule(tab=st.integers(0, 1))
    def reload(self, tab: int) -> None:
        """A new session of the same browser: what was kept is in hand again, with all that was kept of it."""
        self.tabs[tab].settle()
        kept, added = self.browser.file, self.browser.additions
        here = self.tabs[tab] = Tab(self.browser)
        here.settle()
        if kept is None or not self.browser.keeps:
            assert here.held.upload is None
        else:
            assert here.held.upload.digest == kept["digest"]
            assert added is None or added["digest"] != kept["digest"] or here.held.text == added["text"]

    @rule(tab=st.integers(0, 1))
    def wait(self, tab: int) -> None:
        """The browser gets round to all that it was asked for."""
        self.tabs[tab].settle()

    @precondition(lambda self: not self.browser.full)
    @rule()
    def fill_up(self) -> None:
        """There is no room any more."""
        self.browser.full = True

    @invariant()
    def what_is_said_holds(self) -> None:
        """No sample and no unread file is kept, and "remembered" is said only of what the browser holds."""
        names = {"earlier.csv", "later.csv", "a stranger's.csv"}
        assert self.browser.file is None or self.browser.file["name"] in names
        for here in self.tabs:
            said = where(here.device, here.held)
            if here.held.upload is not None and not here.messages and said.startswith(REMEMBERED):
                assert self._kept_here(here) or self._changed_elsewhere(here)

    def _kept_here(self, here: Tab) -> bool:
        there = self.browser
        return there.file is not None and there.file["digest"] == here.held.upload.digest

    def _changed_elsewhere(self, here: Tab) -> bool:
        """Another tab has forgotten it or opened another since; this one hears of it at its next run."""
        here.run()
        here.settle()
        return here.device.elsewhere or here.held.upload is None or self._kept_here(here)

    def _change(self, tab: int, change, sample: bool | None = None) -> None:
        here = self.tabs[tab]
        after = change(here.held)
        if after is not here.held and sample is not None:
            here.device = here.device.see_opened(sample=sample)
        here.held = after
        here.run()


TestTwoTabs = TwoTabs.TestCase
TestTwoTabs.settings = tries(20, stateful_step_count=20)


def tabs(count: int) -> list[Tab]:
    """So many tabs of one browser that keeps the earlier log with one person noted."""
    browser = Browser()
    first = Tab(browser)
    first.held = first.held.open("mine.csv", EARLIER.encode(), TODAY)
    first.run()
    first.held = first.held.add(contacts=(Contact("Ada"),))
    first.run()
    first.settle()
    others = [Tab(browser) for _ in range(count)]
    for tab in others:
        tab.settle()
    return others


def change(tab: Tab, **parts: object) -> None:
    """Adds something in one tab, and lets the browser keep it."""
    tab.held = tab.held.add(**parts)
    tab.run()
    tab.settle()


def test_two_tabs_lose_nothing_of_either():
    """What both added is in either, and in the browser."""
    one, two = tabs(2)
    change(one, marks=(StepMark("a", done=True),))
    change(two, contacts=(Contact("Ada"), Contact("Bo")))
    change(one)
    assert one.held.text == two.held.text == one.browser.additions["text"]
    assert one.held.additions == Additions(
        marks=(StepMark("a", done=True),), contacts=(Contact("Ada"), Contact("Bo"))
    )


def test_what_one_tab_deletes_stays_deleted():
    """Also where the other one adds something without knowing of it."""
    one, two = tabs(2)
    change(one, contacts=())
    change(two, marks=(StepMark("a", done=True),))
    assert two.held.additions == Additions(marks=(StepMark("a", done=True),))


def test_a_log_forgotten_in_another_tab_is_not_brought_back():
    """The tab that still holds it says so and keeps nothing; opened anew, the file is kept again."""
    one, two = tabs(2)
    one.held, one.device = one.held.forget(), one.device.forget()
    one.run()
    one.settle()
    change(two, marks=(StepMark("a", done=True),))
    assert two.browser.file is None
    assert where(two.device, two.held).startswith("In another tab this log was forgotten")
    two.held = two.held.close().open("mine.csv", EARLIER.encode(), TODAY)
    two.device = two.device.see_opened(sample=False)
    two.run()
    two.settle()
    assert two.browser.file["name"] == "mine.csv"


def test_a_renamed_file_is_kept_under_its_new_name():
    """With what was added to it."""
    (tab,) = tabs(1)
    tab.held = tab.held.open("renamed.csv", EARLIER.encode(), TODAY)
    tab.device = tab.device.see_opened(sample=False)
    tab.run()
    tab.settle()
    assert tab.browser.file["name"] == "renamed.csv"
    assert '"Ada"' in tab.browser.additions["text"]


def test_each_file_of_a_session_is_kept():
    """The first, its later version, and the first once more."""
    (tab,) = tabs(1)
    for name, text in (("later.csv", LATER), ("earlier.csv", EARLIER), ("again.csv", LATER)):
        tab.held = tab.held.open(name, text.encode(), TODAY)
        tab.device = tab.device.see_opened(sample=False)
        tab.run()
        tab.settle()
        assert tab.browser.file["name"] == name
        assert where(tab.device, tab.held).startswith(REMEMBERED)


def test_a_full_storage_is_said_and_ends_when_all_is_forgotten():
    """The file that was kept stays; after a deletion there is room again."""
    (tab,) = tabs(1)
    tab.browser.full = True
    change(tab, marks=(StepMark("a", done=True),))
    assert where(tab.device, tab.held).startswith(
        "This browser does not remember your log because its storage"
    )
    assert tab.browser.file["name"] == "mine.csv"
    tab.held, tab.device, tab.browser.full = tab.held.forget(), tab.device.forget(), False
    tab.run()
    tab.settle()
    assert (tab.device.refused, tab.browser.file) == (None, None)


LOG = Held(upload(EARLIER), Additions())
HERE = Device("s", kept=LOG.upload.digest)
SAID = {
    "kept": (HERE, LOG, REMEMBERED),
    "not yet": (Device("s"), LOG, "Being kept"),
    "another was kept": (replace(HERE, kept="another"), LOG, "Being kept"),
    "switched off": (replace(HERE, keeps=False), LOG, "Nothing stays on this device"),
    "a sample": (HERE, Held(upload(EARLIER, sample=True), Additions()), "This log is not remembered"),
    "full": (
        replace(HERE, refused=FULL),
        LOG,
        "This browser does not remember your log because its storage is full",
    ),
    "private window": (
        replace(HERE, refused="InvalidStateError"),
        LOG,
        "This browser does not remember your log.",
    ),
    "elsewhere": (replace(HERE, elsewhere=True), LOG, "In another tab"),
    "deleting": (HERE.ask_to_forget(), LOG, "Deleting your log"),
    "not deleted": (
        replace(HERE, forgetting=Forgetting("f", True, "Blocked")),
        LOG,
        "This browser did not delete",
    ),
}


@pytest.mark.parametrize(("device", "held", "said"), SAID.values(), ids=SAID)
def test_where_the_log_is(device: Device, held: Held, said: str):
    """In one sentence for each state, the one that matters most first."""
    assert where(device, held).startswith(said)


def test_a_file_that_is_too_large_is_left_alone():
    """The device is given nothing, and the person is told."""
    assert LOG.upload is not None
    large = Held(replace(LOG.upload, data=bytes(LARGEST + 1)), Additions())
    assert message(Device("s"), large, readable=True) == {"leave": True}
    assert where(Device("s"), large).startswith("This file is too large")


def test_an_answer_to_an_earlier_request_is_no_answer_to_this_one():
    """Neither a deletion that was asked for before, nor a file that is in hand no more."""
    asked = HERE.forget()
    assert asked.hear_forgotten("s-forget-0", None).is_asked_to_forget
    assert not asked.hear_forgotten("s-forget-1", None).is_asked_to_forget
    assert asked.hear_kept(LOG.upload.digest, None).kept is None


def test_a_run_that_answers_the_device_is_known():
    """What the page told the person must stand for one more run; the next one is their own."""
    answering = HERE.hear_connected().begin_run()
    assert (answering.answering, answering.begin_run().answering) == (True, False)
