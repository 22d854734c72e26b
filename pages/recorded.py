"""Recorded: the calm page after a piece of news."""

from lib.ui import moment, start

hand = start.page("Noted")
moment.page(hand)
