"""What people write about the way an application went."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.log.schema import CHANNELS
from lib.log.values.channels import read_channel

WAYS = tomllib.loads((Path(__file__).parent / "channel_words.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "channel"), [(text, channel) for channel, texts in WAYS.items() for text in texts]
)
def test_a_way_to_apply_has_its_channel(text: str, channel: str) -> None:
    """Names of boards, sites, people and agencies give their channel, in every language."""
    assert read_channel(text) == channel


@given(st.text(max_size=60))
def test_no_text_is_a_reason_to_fail(text: str) -> None:
    """Any text has a channel, if only an unknown one."""
    assert read_channel(text) in CHANNELS
