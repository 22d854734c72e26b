"""The plan: at most seven steps, dated, about the person's own rows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lib.focus.priors import Assumptions
from lib.focus.ranking import rank_areas
from lib.focus.steps import plan
from lib.focus.steps.balance import _top_area_early, balanced
from lib.focus.steps.emotions import emotions_steps
from lib.focus.steps.resilience import resilience_steps
from lib.focus.steps.step import Desk, Step
from lib.measures.waiting import long_silent, waiting_clock
from tests.focus.logs import AS_OF, ago, application_log, rejected, seen, silent

LATE = [
    rejected("interview", d, company=f"Company {d}", role="Analyst", contact="Ana Ruiz", channel="referral")
    for d in range(12, 60, 6)
]
OFFERED = {"stage": "offer", "outcome": "offer", "company": "Best", "applied_on": ago(40)}
OPEN = [silent(d, company=f"Open {d}", role="Analyst", channel="board") for d in range(0, 120, 3)]


def planned(*rows, as_of=AS_OF):
    """The plan of a log of these rows."""
    log = application_log(*rows)
    return plan(seen(log, as_of), rank_areas(seen(log, as_of)))


def step(area, kind, minutes=30, enabling=False):
    """A step of which only the area, the kind and the time matter."""
    return Step(f"{area}/{kind}", area, kind, AS_OF, minutes, "", enabling=enabling)


@pytest.mark.parametrize("rows", [[*LATE, *OPEN], OPEN, LATE, [silent(3)], [rejected("final", 1), *OPEN]])
def test_a_plan_has_one_to_seven_steps_on_workdays(rows):
    """Whatever the log, each step has a weekday to come, minutes, a reason, and a key of its own."""
    steps = planned(*rows).steps
    assert 1 <= len(steps) <= 7
    assert all(s.due > AS_OF and s.due.weekday() < 5 for s in steps)
    assert all(s.minutes > 0 and s.what and s.why for s in steps)
    assert len({s.key for s in steps}) == len(steps)


def test_steps_come_in_the_order_of_their_days():
    """What is due first stands first."""
    days = [s.due for s in planned(*LATE, *OPEN).steps]
    assert days == sorted(days)


def test_a_plan_is_balanced():
    """Two quickest enabling steps, three of the top area, one of the second, one for the rest."""
    areas = ("feedback", "reflect", "networking", "resilience", "emotions")
    made = {area: [step(area, kind) for kind in "abcd"] for area in areas}
    made["resilience"].append(step("resilience", "quick", 5, enabling=True))
    made["networking"].append(step("networking", "slow", 15, enabling=True))
    made["reflect"].append(step("reflect", "slower", 20, enabling=True))
    log = application_log(*LATE, *OPEN)
    ranking = replace(rank_areas(seen(log)), start_with="feedback", lead="feedback")
    second = next(effect.area for effect in ranking.areas if effect.area != "feedback")
    chosen = [s.key for s in balanced(made, ranking)]
    assert chosen[:5] == ["resilience/quick", "networking/slow", "feedback/a", "feedback/b", "feedback/c"]
    assert chosen[5] == f"{second}/a"
    assert len(chosen) == 7


def test_who_to_ask_for_feedback_is_the_latest_rejection():
    """The ask names the employer, carries its row and a draft with the contact's name."""
    ask = next(s for s in planned(*LATE, *OPEN).steps if s.key.startswith("feedback/ask"))
    assert (ask.row, ask.company) == (2, "Company 12")
    assert "Hello Ana Ruiz," in ask.draft


def test_keys_survive_a_changed_spreadsheet():
    """A row that moved and another one that was added leave the key of a step as it was."""
    first = {s.key for s in planned(*LATE, *OPEN).steps if s.row}
    later = {s.key for s in planned(silent(1, company="New"), *OPEN, *LATE).steps if s.row}
    assert first & later


def test_nobody_is_asked_twice():
    """Once an ask is recorded for every late rejection, no step asks again."""
    asked = [{**row, "feedback_asked_on": ago(5)} for row in LATE]
    assert not [s for s in planned(*asked, *OPEN).steps if s.key.startswith("feedback/ask")]


def test_practice_comes_with_a_person_or_a_goal():
    """Skill steps work when they join skill and motivation."""
    known = [{**row, "reason": "Depth in SQL"} for row in LATE]
    skill = [s for s in planned(*known, *OPEN).steps if s.area == "reflect" and not s.enabling]
    assert skill
    assert all("Goal" in s.what or "with" in s.what.casefold() for s in skill)


def test_steps_wait_for_the_rest_after_a_hard_no():
    """A final round lost today: nothing is due before the day to pick it up again."""
    log = application_log(rejected("final", 0, company="Northwind"), *LATE, *OPEN)
    ranking = rank_areas(seen(log))
    assert min(s.due for s in plan(seen(log), ranking).steps) >= ranking.today.resume_on


def test_too_early_gives_the_starter_plan():
    """What to record, and how many to send; no experiment yet."""
    made = planned(silent(3, company="A"), silent(5, company="B"))
    kinds = {s.key for s in made.steps}
    assert {"reflect/answered", "resilience/send", "networking/source"} <= kinds
    assert made.experiment is None


def test_an_open_offer_is_decided_before_more_is_sent():
    """No step to send applications while an offer is on the table, in a log that is up to date or is not."""
    for rows in ([*OPEN, *LATE, OFFERED], [OFFERED, silent(3)]):
        for steps in (planned(*rows).steps, old_plan(*rows).steps):
            assert not [s for s in steps if s.key in ("resilience/send", "resilience/slots")]


OLD = date(2024, 3, 20)
"""The last day of a log that nobody has written to since."""


def old_plan(*rows):
    """The plan made on `AS_OF` of a log that ended on `OLD`; the rows' days count back from there."""
    back = AS_OF - OLD
    moved = [{k: v - back if isinstance(v, date) else v for k, v in row.items()} for row in rows]
    log = application_log(*moved)
    return plan(seen(log, OLD), rank_areas(seen(log, OLD)), start=AS_OF)


def test_a_log_that_ended_long_ago_comes_up_to_date_first():
    """Nobody is chased, thanked, asked or let go on the word of an old log; what is open is named."""
    talked = silent(9, stage="interview", replied_on=ago(1), company="Spoke")
    offered = {"stage": "offer", "outcome": "offer", "company": "Best", "applied_on": ago(40)}
    steps = old_plan(*LATE, *OPEN, talked, offered, silent(0)).steps
    assert steps[0].key == "resilience/catch-up-2024-03-20"
    assert (
        f"the offer from Best and which of the last 20 of your {len(OPEN) + 2} waiting applications"
        in steps[0].what
    )
    assert "20 March 2024" in steps[0].why
    gone = ("follow-up", "thanks", "ask/", "let-go", "decide")
    assert not [s.key for s in steps if any(kind in s.key for kind in gone)]


def test_a_log_that_is_up_to_date_needs_no_catching_up():
    """Nothing is asked for that is there."""
    assert not [s for s in planned(*LATE, *OPEN).steps if "catch-up" in s.key]


def test_days_of_another_year_carry_it():
    """A rejection of last November, asked about in January, says so."""
    january = date(2027, 1, 4)
    log = application_log(rejected("interview", 0, company="Northwind"), *LATE)
    later = seen(log, january)
    asks = [s for s in plan(later, rank_areas(later)).steps if "feedback/ask" in s.key]
    assert "Northwind" in asks[0].what
    assert "turned down after the interview on 23 November 2026" in asks[0].what


def test_an_employer_without_a_name_is_named_by_the_row():
    """Two asks without a company are told apart."""
    bare = [rejected("interview", d) for d in (10, 20)]
    asks = [s for s in planned(*bare, *OPEN).steps if "feedback/ask" in s.key]
    assert [f"the employer in row {s.row}" in s.what for s in asks] == [True] * len(asks)
    assert len({s.what for s in asks}) == len(asks) > 0


def test_a_resume_that_opens_doors_is_not_rewritten():
    """Thirty of forty applications led to a conversation: no step to rewrite what works."""
    going = [rejected("screen", d, channel="board", reason="Pay") for d in range(5, 35)]
    cold = [rejected("applied", d, channel="board") for d in range(5, 15)]
    kinds = {s.key for s in planned(*going, *cold).steps}
    assert not kinds & {"reflect/rewrite", "reflect/target"}


def test_messages_to_write_come_with_a_draft():
    """Whoever is to be written to, a draft is there."""
    written = ("ask", "follow-up", "thanks", "reconnect", "person", "ties", "mock")
    steps = [s for rows in ([*LATE, *OPEN], OPEN, LATE) for s in planned(*rows).steps]
    assert all(s.draft for s in steps if s.key.split("/")[1] in written)


def test_only_what_is_past_the_cutoff_is_let_go():
    """Of a log without a reply the cut-off is day 60: the three of 70 days go, those of 40 to 59 stay."""
    rows = [*[silent(70, channel="board")] * 3, *[silent(d, channel="board") for d in (40, 50, 59, 60)]]
    log = application_log(*rows, rejected("screen", 2, company="A"), recorded=frozenset(("screen",)))
    steps = resilience_steps(Desk(seen(log), rank_areas(seen(log), draws=200), Assumptions(), seen(log)))
    step = next(s for s in steps if s.key == "resilience/let-go")
    cutoff = seen(log).cutoff
    clock = waiting_clock(seen(log))
    assert cutoff == 60
    assert step.what.startswith("Mark 3 applications without a reply for more than 60 days")
    assert int(long_silent(clock, cutoff).sum()) == 3


@pytest.mark.slow
@pytest.mark.parametrize("top", ["feedback", "reflect", "networking", "resilience", "emotions"])
def test_the_area_put_first_is_among_the_first_three_steps(top):
    """Whichever it is, and the days still run forward; a log to bring up to date still begins with that."""
    log = application_log(*LATE, *OPEN)
    ranking = replace(rank_areas(seen(log)), start_with=top, lead=top)
    made = plan(seen(log), ranking).steps
    assert top in [s.area for s in made[:3]]
    assert [s.due for s in made] == sorted(s.due for s in made)
    later = plan(seen(log), ranking, start=AS_OF + timedelta(days=90)).steps
    assert "catch-up" in later[0].key
    assert top in [s.area for s in later[:3]]


def test_a_step_brought_forward_takes_the_day_of_the_third():
    """Three quick steps of other areas: the one of the top area comes before the last of them, on its day."""
    quick = [replace(step("networking", kind), due=AS_OF + timedelta(days=1)) for kind in "abc"]
    slow = replace(step("reflect", "slow"), due=AS_OF + timedelta(days=9))
    made = _top_area_early((*quick, slow), "reflect")
    assert [s.key for s in made] == ["networking/a", "networking/b", "reflect/slow", "networking/c"]
    assert made[2].due == AS_OF + timedelta(days=1)


def test_the_evidence_of_an_old_log_carries_its_day():
    """The plan is for tomorrow, “the last 56 days” are those of March 2024: a step says so."""
    paused = [rejected("interview", 60, company="North"), rejected("interview", 30, company="South")]
    log = application_log(*paused, silent(61), silent(29))
    desk = Desk(
        seen(log), rank_areas(seen(log), draws=200), Assumptions(), seen(log, AS_OF + timedelta(days=400))
    )
    whys = {s.why for s in emotions_steps(desk)}
    assert whys == {f"As of 23 November 2026: {desk.ranking.area('emotions').because}"}
    now = replace(desk, now=seen(log))
    assert {s.why for s in emotions_steps(now)} == {desk.ranking.area("emotions").because}


@pytest.mark.parametrize(
    ("waiting", "words"), [(1, "your waiting application."), (3, "your 3 waiting applications.")]
)
def test_one_open_application_is_not_counted(waiting, words):
    """“Your open application”, “your 3 open applications”; and what the last day is the last day of."""
    first = old_plan(*LATE, *[silent(d) for d in range(waiting)]).steps[0]
    assert words in first.what
    assert first.why.startswith("It holds nothing that you did after 20 March 2024")


@pytest.mark.slow
def test_a_row_that_says_nothing_is_not_asked_about():
    """Without name, day or channel nobody could tell which employer it was; with any of them they can."""
    bare = {"stage": "interview", "outcome": "rejected"}
    kinds = {s.key for s in planned(*[bare] * 9, *OPEN).steps}
    assert not [key for key in kinds if "feedback/ask" in key or "feedback/recall" in key]
    for known in ({"company": "A"}, {"role": "Cook"}, {"closed_on": ago(9)}, {"channel": "board"}):
        steps = planned(*[{**bare, **known}] * 9, *OPEN).steps
        assert [s for s in steps if "feedback/ask" in s.key]


def test_minutes_are_in_fives():
    """Nobody plans 14 minutes."""
    for rows in ([*LATE[:3], *OPEN], [silent(3)] * 23, [*LATE, *OPEN]):
        assert [s.minutes % 5 for s in planned(*rows).steps if s.minutes % 5] == []


def test_a_pace_that_rounds_to_nothing_is_not_compared():
    """One in the 22 weeks before is 0.0 a week: only that none was sent lately is said."""
    log = application_log(silent(300), rejected(days=10, applied_on=ago(150)))
    steps = resilience_steps(Desk(seen(log), rank_areas(seen(log), draws=200), Assumptions(), seen(log)))
    send = next(s for s in steps if s.key == "resilience/send")
    assert send.why == "You sent none in the last four weeks."
