"""Searches in one log, and what happened in a stretch of time."""

from datetime import date

from lib.focus.priors import Assumptions
from lib.focus.ranking import rank_areas
from lib.focus.settling import what_would_settle
from lib.focus.standing import unsure_offers
from lib.focus.steps.balance import plan
from lib.focus.trials import count_trials
from lib.measures.period import Period
from lib.measures.searches import is_over, looked_at, searches, stretch
from lib.ui.periods import named, table
from tests.measures.application_frames import applications, seen


def sent(*ago: int) -> list[dict]:
    """Applications sent so many days ago."""
    return [{"applied_on": days} for days in ago]


def test_half_a_year_without_an_application_begins_another_search():
    """Six sent three years ago and five lately are two searches; each is named by its months and count."""
    log = applications(*sent(*range(1000, 1006)), *sent(*range(10, 15)))
    found = searches(seen(log))
    assert [search.sent for search in found] == [6, 5]
    assert named(found[1]).endswith("(5)")


def test_an_earlier_search_is_seen_from_its_own_last_day():
    """Any day of a search leads to it; the silence cut-off stays that of all; no such day leads to all."""
    log = seen(applications(*sent(*range(1000, 1006)), *sent(*range(10, 15)), {}))
    now = log.as_of.toordinal()
    earlier = looked_at(log, date.fromordinal(now - 1002))
    assert (len(earlier), earlier.as_of.toordinal()) == (6, now - 1000)
    assert earlier.all is log
    assert earlier.cutoff == log.cutoff
    later = looked_at(log, date.fromordinal(now - 12))
    assert (len(later), later.as_of) == (5, log.as_of)
    assert looked_at(log, date.fromordinal(now - 500)) is log
    assert looked_at(log, None) is log
    assert [is_over(part) for part in (earlier, later, log)] == [True, False, False]


def test_a_few_strays_are_no_search_of_their_own():
    """Two sent long before the others belong to them, and a log without days has no search."""
    assert len(searches(seen(applications(*sent(1000, 1001), *sent(*range(10, 15)))))) == 1
    assert searches(seen(applications({}, {}))) == ()


def test_a_stretch_counts_what_was_sent_and_what_became_of_it():
    """Four sent in 14 days, 2 a week; two are answered and one of these led to a conversation."""
    log = applications(
        {"applied_on": 100, "outcome": "rejected", "closed_on": 95},
        {"applied_on": 95, "stage": "screen", "replied_on": 94},
        {"applied_on": 92},
        {"applied_on": 90},
        {"applied_on": 3},
    )
    now = seen(log)
    first, last = (date.fromordinal(now.as_of.toordinal() - days) for days in (102, 89))
    one = stretch(now, Period(first, last))
    assert (one.days, one.activity.applied, one.per_week) == (14, 4, 2.0)
    assert (one.led.hits, one.led.trials, one.answered.hits) == (1, 4, 2)
    assert table(one).iloc[:, 1].tolist()[-2:] == ["2 of 4", "1 of 4"]


def test_an_earlier_search_has_nobody_to_write_to_and_no_pace_to_keep():
    """Its plan asks neither to bring it up to date nor to send or follow up; more would settle nothing."""
    turned_down = [
        {"applied_on": day, "outcome": "rejected", "closed_on": day - 5} for day in range(1000, 1012)
    ]
    lately = {"applied_on": 206, "outcome": "rejected", "closed_on": 201}
    whole = seen(applications(*turned_down, *sent(1001, 1002), lately, *sent(*range(200, 206))))
    today = date.fromordinal(whole.as_of.toordinal() + 300)
    for chosen, told in ((1000, False), (203, True)):
        part = looked_at(whole, date.fromordinal(whole.as_of.toordinal() - chosen))
        ranking = rank_areas(part)
        keys = " ".join(step.key for step in plan(part, ranking, start=today).steps)
        assert ("catch-up" in keys) is told
        assert "follow-up" not in keys
        assert told or "/send" not in keys
    earlier = looked_at(whole, date.fromordinal(whole.as_of.toordinal() - 1000))
    assert what_would_settle(earlier).sentence == "A search that has ended needs no more applications."


def test_the_end_of_an_earlier_search_is_no_slower_pace():
    """One a day for twelve days and a reply a month later: looked back on, nothing had slowed down."""
    steady = [{"applied_on": day} for day in range(1000, 1090)]
    whole = seen(applications(*steady, {"applied_on": 1000, "replied_on": 960}, *sent(*range(10, 16))))
    earlier = looked_at(whole, date.fromordinal(whole.as_of.toordinal() - 1000))
    trials = count_trials(earlier, Assumptions())
    assert earlier.as_of == date.fromordinal(whole.as_of.toordinal() - 960)
    assert (trials.recent, trials.usual, trials.usual_weeks) == (29, 56, 8)
    assert not trials.slowed(Assumptions())


def test_an_offer_of_an_earlier_search_is_answered_by_the_later_one():
    """Its offer is not asked about when that search is looked at: the person went on applying later."""
    log = applications(
        {"applied_on": 1000, "outcome": "offer", "offer_on": 995}, *sent(*[1000] * 5), *sent(*[10] * 5)
    )
    whole = seen(log)
    earlier = looked_at(whole, date.fromordinal(whole.as_of.toordinal() - 1000))
    assert len(earlier) == 6
    assert not unsure_offers(earlier).any()
