"""Your applications: the log as a table to search, edit and add to."""

from lib.ui import editing, giving, show, start, sweeping, ticking

hand = start.page("Your applications")
editing.headline(hand)
editing.disagreements(hand)
ticking.section(hand)
sweeping.section(hand)
if ticking.asks(hand):
    show.when_open(
        "All of them as a table", lambda: editing.table(hand), icon=":material/table:", key="table"
    )
else:
    editing.table(hand)
editing.changes(hand)
giving.offer(hand, key="applications")
