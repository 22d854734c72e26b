"""Drafts of messages on the screen: to copy, or to open in the person's own mail program."""

from __future__ import annotations

import streamlit as st

from lib.focus.addressees import mail_link
from lib.focus.messages import Draft, in_language, languages
from lib.summary.bundle import draft_language
from lib.ui import session

CHOSEN = "letters_in"
"""Where the language chosen for drafts is kept, for as long as the session lasts."""


def chosen() -> str:
    """The language that the person chose for drafts; empty where they have not."""
    return str(st.session_state.get(CHOSEN, ""))


def letter(text: str, to: str | None = None, *, key: str) -> None:
    """A draft with its link; `to` is the address, where the log has one that somebody reads."""
    st.caption("A draft: change what you like, fill in what stands in brackets, and send it yourself.")
    if isinstance(text, Draft):
        text = in_language(text, _language(f"{key}_language"))
    st.code(text, language=None, wrap_lines=True)
    st.link_button("Open in my mail program", mail_link(text, to), icon=":material/open_in_new:")


def popover(text: str, to: str | None = None, *, key: str) -> None:
    """The same behind a button."""
    with st.popover("Draft message", icon=":material/mail:", type="tertiary", key=key):
        letter(text, to, key=f"{key}_draft")


def _language(key: str) -> str:
    """The language of drafts: the log's own at first, then what was chosen beside any of them."""
    names = languages()
    st.session_state[key] = chosen() or _of_the_log()
    st.selectbox(
        "Language of the draft",
        list(names),
        format_func=lambda code: names[code],
        key=key,
        on_change=lambda: st.session_state.update({CHOSEN: st.session_state[key]}),
        width=220,
    )
    return str(st.session_state[key])


def _of_the_log() -> str:
    hand = session.log_in_hand()
    return draft_language(hand.result.headers if hand else ())
