"""Your applications: the log as a table to search, edit and add to."""

from lib.ui import editing, giving, start, sweeping

hand = start.page("Your applications")
editing.headline(hand)
editing.disagreements(hand)
sweeping.section(hand)
editing.table(hand)
editing.changes(hand)
giving.offer(hand, key="applications")
