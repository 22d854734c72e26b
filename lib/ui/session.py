"""The log in hand of this browser session; it ends with the session.

What is held and what the device said are two values (`lib.hand`). They are kept and replaced here.
"""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from lib.hand import arrival, kept
from lib.hand.device import Device
from lib.hand.held import Held
from lib.hand.reader import LogInHand
from lib.log.reflections import Reflection
from lib.log.schema import Choices
from lib.summary.additions import Additions
from lib.ui import freeing
from lib.ui.cached import CACHED

HELD = "held"
DEVICE = "device"
OPENED = "opened"


def held() -> Held:
    """What is held for the person now."""
    now: Held = st.session_state.get(HELD) or Held()
    return now


def hold(now: Held) -> None:
    """Replaces what is held; it applies to everything at once."""
    st.session_state[HELD] = now


def device() -> Device:
    """What is known of the person's device."""
    if DEVICE not in st.session_state:
        st.session_state[DEVICE] = Device(session=secrets.token_hex(8))
    known: Device = st.session_state[DEVICE]
    return known


def know(now: Device) -> None:
    """Replaces what is known of the device."""
    st.session_state[DEVICE] = now


def today() -> date:
    """Today where the person is."""
    try:
        zone = ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    return datetime.now(UTC).astimezone(zone).date()


def open_upload(name: str, data: bytes, *, sample: bool = False) -> None:
    """Takes a file into the session; what the person had before is put aside, never dropped.

    A file with what was added to the open log, as a page that broke saves it, is added again.
    """
    if held().added is not None and (added := kept.added_in(data)) is not None:
        hold(kept.joined(held(), added, None))
        st.toast("What you had added is here again.", icon=":material/check:")
        return
    before, after = held(), held().open(name, data, today(), sample=sample)
    if after is not before:
        hold(after)
        know(device().see_opened(sample=sample))


def log_in_hand() -> LogInHand | None:
    """The log that is open, None without one; raises `UnreadableLog` if the file cannot be used."""
    now = today()
    received = arrival.received(held(), CACHED, now)
    log = CACHED.log(received, now)
    if received is not held():
        hold(received)  # not earlier: a file that cannot be read must not replace a log
    return log


def close() -> None:
    """Puts the log away; after a sample the person's own log comes back."""
    hold(held().close())


def go_back() -> None:
    """Takes the log that was put aside in hand again."""
    hold(held().go_back())


def forget() -> None:
    """Forgets every file and everything added, drafts included, and makes the device forget them."""
    now, known = held().forget(), device().forget()
    for key in list(st.session_state):
        st.session_state.pop(
            key, None
        )  # with a default, because a component's key can be listed without a value
    freeing.session()
    hold(now)
    know(known)


def read_as_of(day: date) -> None:
    """Sees the log from `day` from now on."""
    hold(held().seen_from(day))


def look_at(search: date | None) -> None:
    """Looks at one of the searches of the log from now on, on every page; at all of them for None."""
    hold(held().look_at(search))


def opens_first(page: str) -> bool:
    """Whether a page is opened for the first time with the file in hand; from now on it was opened."""
    opened: set[tuple[str, int]] = st.session_state.setdefault(OPENED, set())
    now = (page, held().files)
    first = now not in opened
    opened.add(now)
    return first


def additions() -> Additions:
    """What the person added so far: corrections, news, ticks."""
    return held().additions


def add(**changes: Any) -> None:
    """Replaces parts of what the person added."""
    hold(held().add(**changes))


def correct(**changes: Any) -> None:
    """Corrects how the file was read."""
    hold(held().correct(**changes))


def corrected() -> bool:
    """Whether the person corrected how the file was read."""
    return additions().choices != Choices()


def read_uncorrected() -> None:
    """Takes every correction back."""
    hold(held().uncorrected())


def reflect(key: str, reflection: Reflection) -> None:
    """Keeps what the person wrote about one application."""
    hold(held().reflect(key, reflection))


def same_search() -> None:
    """The person says that both logs are one search: everything is carried over."""
    hold(arrival.same_search(held(), CACHED, today()))


def another_search() -> None:
    """The person says that this is another log: the earlier one stays aside until the session ends."""
    hold(held().another_search())
