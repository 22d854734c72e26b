"""How an application reached the employer: a job board, their own site, a person, a recruiter."""

from __future__ import annotations

import re
from functools import cache

from lib.log import vocabulary
from lib.log.files.sheets import LOOKED_AT
from lib.log.schema import Channel
from lib.log.values.lexicon import Lexicon, fold, folded_words
from lib.log.values.meanings import read_answer
from lib.log.values.recall import recalled

RANKS: tuple[Channel, ...] = ("referral", "recruiter", "outreach", "site", "board")
"""Where a text names several ways, the most personal one counts ("referral, applied on their site")."""

LONGEST_NAME = 6
"""Words of a person's name and firm."""
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(?:[/?#]\S*)?", re.IGNORECASE)


@cache
def _lexicon() -> Lexicon:
    return Lexicon(vocabulary.load().channels)


@recalled(50_000)
def read_channel(text: str) -> Channel:
    """The channel that a text names; `unknown` where it names none."""
    named = {word.meaning for word in _lexicon().find(text)[1]}
    for channel in RANKS:
        if channel in named:
            return channel
    return _of_address(text)


def _of_address(text: str) -> Channel:
    """The channel of a web address: an employer's career site, or a known board."""
    match = _ADDRESS.fullmatch(text[:LOOKED_AT].strip())
    if match is None:
        return "unknown"
    host = match[1].lower()
    own, board = vocabulary.either("own_host"), vocabulary.either("board_host")
    return "board" if re.search(board, host) and not re.match(rf"(?:{own})\.", host) else "site"


def is_referral(header: str) -> bool:
    """Whether a header asks if there was a referral, or who gave it."""
    bare = re.sub(r"\(.*?\)", " ", fold(header)).strip(" .?:!")
    return bare in folded_words("referral_header")


def names_referrer(text: str) -> bool:
    """Whether a cell below such a header says yes or names a person; another channel is not a referral."""
    answer = read_answer(text)
    if answer is not None:
        return answer in ("yes", "tick")
    if any(character.isdigit() for character in text):
        return False  # "Ref" may stand over reference numbers
    return len(text.split()) <= LONGEST_NAME and read_channel(text) in ("unknown", "referral")
