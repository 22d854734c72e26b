"""How an application reached the employer: a job board, their own site, a person, a recruiter."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lib.log import vocabulary
from lib.log.schema import Channel
from lib.log.values.lexicon import Lexicon

RANKS: tuple[Channel, ...] = ("referral", "recruiter", "outreach", "site", "board")
"""Where a text names several ways, the most personal one counts ("referral, applied on their site")."""

_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(?:[/?#]\S*)?", re.IGNORECASE)


@cache
def _lexicon() -> Lexicon:
    return Lexicon(vocabulary.load().channels)


@lru_cache(maxsize=50_000)
def read_channel(text: str) -> Channel:
    """The channel that a text names; `unknown` where it names none."""
    named = {word.meaning for word in _lexicon().find(text)[1]}
    for channel in RANKS:
        if channel in named:
            return channel
    return _of_address(text)


def _of_address(text: str) -> Channel:
    """A web address: an employer's career site, or a board that is called so."""
    match = _ADDRESS.fullmatch(text.strip())
    if match is None:
        return "unknown"
    host = match[1].lower()
    own, board = vocabulary.either("own_host"), vocabulary.either("board_host")
    return "board" if re.search(board, host) and not re.match(rf"(?:{own})\.", host) else "site"
