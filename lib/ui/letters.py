"""Drafts of messages on the screen: to copy, or to open in the person's own mail program."""

from __future__ import annotations

import streamlit as st

from lib.focus.addressees import mail_link


def letter(text: str, to: str | None = None) -> None:
    """A draft with a link to the mail program; `to` is the address, None if the log has none."""
    st.caption("Change what you like, and send it yourself.")
    st.code(text, language=None, wrap_lines=True)
    st.link_button("Open in my mail program", mail_link(text, to), icon=":material/open_in_new:")


def popover(text: str, to: str | None = None, *, key: str | None = None) -> None:
    """A draft behind a button; see `letter`."""
    with st.popover("Draft message", icon=":material/mail:", type="tertiary", key=key):
        letter(text, to)
