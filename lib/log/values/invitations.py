"""What an invitation in a status text is to: a test or a call, or an interview."""

from __future__ import annotations

from collections.abc import Sequence

from lib.log.values.lexicon import BOUNDARY, Found, folded_words

MOST_BETWEEN = 2
"""An invitation and what it is to stand no further apart than so many words."""


def invites_to_test(word: Found, words: Sequence[Found], tokens: Sequence[str]) -> bool:
    """Whether the phrase is an "Einladung" to a test or call among `words`; alone it is an interview."""
    said = " ".join(tokens[word.start : word.stop])
    if word.meaning != "interview" or said not in folded_words("invitation"):
        return False
    return any(other.meaning == "screen" and _belong(word, other, tokens) for other in words)


def _belong(invitation: Found, test: Found, tokens: Sequence[str]) -> bool:
    """Whether an invitation is to the test beside it; one "after the test" is to something else."""
    first, last = sorted((invitation, test), key=lambda word: word.start)
    between = tokens[first.stop : last.start]
    if len(between) > MOST_BETWEEN or BOUNDARY in between:
        return False
    before = tokens[max(0, test.start - 1) : test.start]
    return folded_words("following").isdisjoint((*between, *before))
