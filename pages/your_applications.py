"""Your applications: the log as a table to search, edit and add to."""

from lib.ui import editing, giving, start, sweeping, ticking

hand = start.page("Your applications")
editing.headline(hand)
editing.disagreements(hand)
ticking.section(hand)
sweeping.section(hand)
editing.table(hand)
editing.changes(hand)
giving.offer(hand, key="applications")
