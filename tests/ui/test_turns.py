"""Who computes when: one at a time, the quick ones first, and nobody waits for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from lib.ui.turns import Kind, Turns

SOON = 10.0
"""Seconds after which a thread of these tests counts as lost."""


def started(work: Callable[[], None]) -> threading.Thread:
    """A thread that runs."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def wait_for(turns: Turns, waiting: int) -> None:
    """Until so many wait."""
    end = time.monotonic() + SOON
    while len(turns._waiting) < waiting:
        assert time.monotonic() < end
        time.sleep(0.001)


def queued(turns: Turns, kinds: list[Kind], done: list[Kind]) -> list[threading.Thread]:
    """Threads that wait in this order, and note when they had their turn."""

    def work(kind: Kind) -> None:
        with turns.turn(kind):
            done.append(kind)

    threads = []
    for number, kind in enumerate(kinds, 1):
        threads.append(started(lambda kind=kind: work(kind)))
        wait_for(turns, number)
    return threads


def finish(threads: list[threading.Thread]) -> None:
    """All have ended."""
    for thread in threads:
        thread.join(SOON)
        assert not thread.is_alive()


def test_only_one_computes_at_a_time():
    """However many come, no two are inside at once."""
    turns, inside, most = Turns(patience=SOON), [], []

    def work() -> None:
        with turns.turn(Kind.AGAIN):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.002)
            inside.pop()

    finish([started(work) for _ in range(8)])
    assert most == [1] * 8


def test_the_quick_ones_go_first():
    """Who waits goes by kind, whoever came first."""
    turns, done = Turns(patience=SOON), []
    with turns.turn(Kind.AGAIN):
        threads = queued(turns, [Kind.FILE, Kind.FIRST, Kind.AGAIN], done)
    finish(threads)
    assert done == [Kind.AGAIN, Kind.FIRST, Kind.FILE]


def test_a_long_one_lets_only_quicker_ones_pass():
    """Halfway through a first visit a repeated page passes; later first visits and files wait for its end."""
    turns, done = Turns(patience=SOON), []
    with turns.turn(Kind.FIRST):
        threads = queued(turns, [Kind.FILE, Kind.FIRST, Kind.AGAIN], done)
        turns.let_others()
        assert done == [Kind.AGAIN]
        turns.let_others()
        assert done == [Kind.AGAIN]
    finish(threads)


def test_who_waits_for_another_process_keeps_nobody_waiting():
    """While a file is opened elsewhere all others compute; afterwards the turn is taken again."""
    turns, done = Turns(patience=SOON), []
    with turns.turn(Kind.AGAIN):
        threads = queued(turns, [Kind.FILE], done)
        with turns.aside():
            finish(threads)
        late = queued(turns, [Kind.AGAIN], done)
        assert done == [Kind.FILE]
    finish(late)


def test_a_turn_within_a_turn_does_not_wait():
    """The same thread may ask again, and its turn ends with the outer one."""
    turns, done = Turns(patience=SOON), []
    with turns.turn(Kind.AGAIN):
        with turns.turn(Kind.FILE):
            threads = queued(turns, [Kind.AGAIN], done)
        assert done == []
    finish(threads)


def test_a_page_that_breaks_gives_its_turn_back():
    """An error inside is passed on, and the next one computes."""
    turns, done = Turns(patience=SOON), []
    with pytest.raises(ZeroDivisionError), turns.turn(Kind.AGAIN):
        raise ZeroDivisionError
    finish([started(lambda: hurry(turns, done))])
    assert done == [Kind.FIRST]


def test_nobody_waits_for_ever():
    """Who has waited for long computes beside the other, and leaves the other's turn alone."""
    turns, done = Turns(patience=0.01), []
    with turns.turn(Kind.AGAIN):
        thread = started(lambda: hurry(turns, done))
        finish([thread])
        assert done == [Kind.FIRST]
        assert turns._taken


def test_what_is_done_ahead_has_time():
    """It waits longer than anybody else would, until nobody computes."""
    turns, done = Turns(patience=0.001), []
    with turns.turn(Kind.AGAIN):
        threads = queued(turns, [Kind.AHEAD], done)
        threads[0].join(0.05)
        assert done == []
    finish(threads)
    assert done == [Kind.AHEAD]


def hurry(turns: Turns, done: list[Kind]) -> None:
    """One more that computes."""
    with turns.turn(Kind.FIRST):
        turns.let_others()
        done.append(Kind.FIRST)


def test_without_a_turn_nothing_waits():
    """What is called outside of a page, in a test for example, goes on at once."""
    turns = Turns(patience=SOON)
    turns.let_others()
    with turns.aside():
        assert not turns._taken
