"""The plan: at most seven steps, dated, about the person's own rows."""

from dataclasses import replace

import pytest

from lib.focus.ranking import rank_areas
from lib.focus.steps import plan
from lib.focus.steps.balance import balanced
from lib.focus.steps.step import Step
from tests.focus.logs import AS_OF, ago, application_log, rejected, silent

LATE = [
    rejected("interview", d, company=f"Company {d}", role="Analyst", contact="Ana Ruiz", channel="referral")
    for d in range(12, 60, 6)
]
OPEN = [silent(d, company=f"Open {d}", role="Analyst", channel="board") for d in range(0, 120, 3)]


def planned(*rows, as_of=AS_OF):
    """The plan of a log of these rows."""
    log = application_log(*rows)
    return plan(log, rank_areas(log, as_of), as_of)


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
    ranking = replace(rank_areas(log, AS_OF), start_with="feedback", lead="feedback")
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
    ranking = rank_areas(log, AS_OF)
    assert min(s.due for s in plan(log, ranking, AS_OF).steps) >= ranking.today.resume_on


def test_too_early_gives_the_starter_plan():
    """What to record, and how many to send; no experiment yet."""
    made = planned(silent(3, company="A"), silent(5, company="B"))
    kinds = {s.key for s in made.steps}
    assert {"reflect/record", "resilience/send", "networking/source"} <= kinds
    assert made.experiment is None


def test_an_open_offer_is_decided_before_more_is_sent():
    """No step to send applications while an offer is on the table."""
    steps = planned(
        *OPEN, *LATE, {"stage": "offer", "outcome": "offer", "company": "Best", "applied_on": ago(40)}
    ).steps
    assert not [s for s in steps if s.key == "resilience/send"]
