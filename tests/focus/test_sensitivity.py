"""What would settle the ranking, what lost stages could change, what would flip it."""

import re
from dataclasses import replace

import pytest

from lib.focus import flipping
from lib.focus.flipping import what_would_flip
from lib.focus.lost import lost_stages
from lib.focus.priors import Assumptions
from lib.focus.ranking import rank_areas
from lib.focus.results import Flip
from lib.focus.settling import what_would_settle
from lib.focus.trials import count_trials
from tests.focus.logs import application_log, rejected, seen, silent

BARE = [rejected(days=d, stage_known=False, channel="board") for d in range(5, 85, 2)]
STEADY = [silent(d, channel="board") for d in range(0, 28, 2)]


def test_no_bare_rejection_no_question():
    """Where every rejection says how far it got, nothing is lost."""
    assert lost_stages(seen(application_log(rejected(), *STEADY))) is None


def test_the_published_share_is_moved_longest_waits_first():
    """19% of 21 are 4: those that waited longest for their no."""
    slow = [{**row, "applied_on": row["applied_on"].replace(year=2025)} for row in BARE[3:5]]
    lost = lost_stages(seen(application_log(*BARE[:19], *slow)))
    assert (lost.total, lost.moved) == (21, 4)
    assert set(lost.rows[:2]) == {21, 22}


def test_lost_stages_say_whether_the_advice_would_change():
    """`changes` is whether the first area with those rows moved is another one; the sentence counts."""
    log = application_log(*BARE, *STEADY)
    lost = lost_stages(seen(log))
    assert lost.changes == (lost.lead != rank_areas(seen(log), draws=2000).lead)
    assert "40 rejections don’t say how far they got" in lost.sentence


def test_too_early_says_how_many_are_missing():
    """Three mature applications: five more make a ranking."""
    settle = what_would_settle(seen(application_log(*BARE[:3])))
    assert settle.applications == 5
    assert what_would_flip(seen(application_log(*BARE[:3]))) is None


def test_more_answers_are_expected_to_settle_or_it_says_that_they_are_not():
    """One of the four sizes with a chance of 0.8 or more, or none with less."""
    settle = what_would_settle(seen(application_log(*BARE, *STEADY)))
    assert settle.applications in (None, 10, 20, 40, 80)
    assert (settle.expected >= 0.8) or settle.applications is None


@pytest.mark.parametrize(
    "rows", [[*BARE, *STEADY], [*STEADY, *[rejected("interview", d) for d in range(9, 50, 5)]]]
)
def test_the_nearest_flip_names_a_number_and_an_area(rows):
    """Either a number with what it is and where the order turns, or that none changes the advice."""
    flip = what_would_flip(seen(application_log(*rows)))
    assert flip is not None
    sentence = flip.sentence
    turns = r".* one (assumption|number of your log).*: how .*\. .*; at .* would come first\."
    assert re.match(turns, sentence) or "No single number" in sentence


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        (0.05, "The order hangs on one assumption"),
        (0.2, "The order would turn with one assumption"),
        (0.4, "It would take a large change of one assumption"),
    ],
)
def test_a_small_change_reads_other_than_a_large_one(moved, words):
    """What turns with a twentieth is said to hang, what takes two fifths to be far off."""
    case = flipping._Basis(count_trials(seen(application_log(*STEADY)), Assumptions()), Assumptions())
    lever = flipping._Lever(1.0, True, float, lambda _: case, str)
    assert flipping._hinge(flipping.ChangedNumber(lever, 1 + moved)).startswith(words)


def said(key, factor, assumptions=Assumptions()):  # noqa: B008 - frozen
    """What is said of an assumption times `factor`."""
    case = flipping._Basis(count_trials(seen(application_log(*STEADY)), assumptions), assumptions)
    row = next(row for row in assumptions.described() if row.key == key)
    lever = flipping._assumed(case, row)
    return lever.said(lever.entered(lever.now * factor))


def test_it_says_on_whose_word_a_number_stands():
    """A judgement of ours, published figures, or the person's own setting."""
    assert "We take 60%, which is our judgement; at 57% {area}" in said("unknown_loss", 0.954)
    assert "Published figures suggest about 28%; at 23%" in said("referral", 0.8)
    assert "You set it to 50%; at 40%" in said("unknown_loss", 0.8, Assumptions(unknown_loss=0.5))


@pytest.mark.slow
def test_what_is_said_to_turn_the_order_does_turn_it():
    """The ranking, asked again with the number as the sentence says it, puts the other area first."""
    rows = [rejected("interview", d) for d in range(9, 50, 5)]
    for log in (application_log(*BARE, *STEADY), application_log(*STEADY, *rows)):
        flip, lead = what_would_flip(seen(log)), rank_areas(seen(log)).lead
        told = re.search(r"at (\d+)% “(.*)” would come first", flip.sentence)
        if not told:
            continue
        named = flip.sentence.split(": ", 1)[1].split(".")[0]
        row = next(r for r in Assumptions().described() if r.name[1:] == named[1:])
        then = rank_areas(seen(log), Assumptions().changed({row.key: int(told[1]) / 100}))
        assert then.lead != lead
        assert then.area(then.lead).name == told[2]


def test_every_assumption_that_can_turn_the_order_reads_on_in_a_sentence():
    """“… hangs on one assumption: how many …”."""
    moved = [row for row in Assumptions().described() if row.key not in flipping.RECOUNTED]
    assert [row.key for row in moved if not row.name.startswith("How ")] == []


@pytest.mark.slow
def test_answers_are_repeatable():
    """The same seed gives the same answers."""
    log = application_log(*BARE, *STEADY)
    assert what_would_flip(seen(log), seed=3) == what_would_flip(seen(log), seed=3)
    assert what_would_settle(seen(log), seed=3) == what_would_settle(seen(log), seed=3)


@pytest.mark.parametrize(("size", "near"), [(0.1, True), (0.25, True), (0.26, False), (None, False)])
def test_a_quarter_is_near(size, near):
    """What turns with a quarter of a number is no clear lead."""
    assert Flip(size, "").near == near


def test_a_flip_to_what_stands_first_already_changes_nothing():
    """Of two close areas the one with the quicker first step is shown first, whichever leads by chance."""
    clear = rank_areas(seen(application_log(*BARE, *STEADY)), seed=1)
    close = replace(clear, near=True, start_with=clear.areas[1].area)
    first, second = (Flip(0.1, "", None, effect.area) for effect in clear.areas[:2])
    assert [clear.turns_with(first), clear.turns_with(second)] == [False, True]
    assert [close.turns_with(first), close.turns_with(second)] == [True, False]


def test_settling_says_the_chance_that_the_headline_says():
    """One question, one probability: the same draws answer both."""
    talks = [rejected("screen", d, channel="recruiter") for d in range(70, 74)]
    log = application_log(*[silent(d, channel="recruiter") for d in range(0, 180, 9)], *talks)
    first = rank_areas(seen(log), seed=3).areas[0].first
    assert first >= 0.8
    settle = what_would_settle(seen(log), seed=3)
    assert settle.expected == pytest.approx(first)
    assert "is well ahead" in settle.sentence


def test_nothing_stays_the_same_where_nothing_is_ranked():
    """Two bare rejections of three mature applications: no area is first, with or without them."""
    lost = lost_stages(seen(application_log(*BARE[:2], rejected())))
    assert (lost.lead, lost.changes) == (None, False)
    assert lost.sentence.startswith("2 rejections don’t say how far they got. No area is ranked yet")


def test_a_single_lost_stage_is_spoken_of_as_one():
    """“If it came after a conversation”, not “if 1 of them came”."""
    lost = lost_stages(seen(application_log(BARE[0], *[rejected()] * 9, *STEADY)))
    assert lost.sentence.startswith("1 rejection doesn’t say how far it got. If it came after a conversation")
