"""Focus: which of five areas to work on next, how sure that is, and why."""

from lib.ui import computed, focusing, periods, returning, start, ticking, today, variants

hand = start.page("Focus")
start.as_of_note(hand)
periods.choose(hand)
today.cards(hand)
ranking = computed.summary(hand).ranking

returning.since_last_time(hand)
focusing.answer(hand, ranking)
ticking.link(hand)
focusing.question(hand)
focusing.areas(hand, ranking)
focusing.how_sure(hand, ranking)
variants.section(hand)
