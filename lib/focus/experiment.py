"""One change to try: what to expect if it has no effect, when to look, and what came of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Literal, get_args

import numpy as np

from lib.focus.days import next_workday
from lib.focus.ladder import Ladder, climbed, recorded_ladder
from lib.focus.posterior import draw
from lib.focus.priors import Assumptions
from lib.focus.results import SEED, Ranking
from lib.focus.trials import Trials, count_trials
from lib.log.schema import STAGES, Stage
from lib.measures.drift import hits_ahead, likely_range
from lib.measures.forecast import positive_belief
from lib.measures.seen import Seen
from lib.measures.sending import sending_ahead, sent_range
from lib.words import terms
from lib.words.phrases import agreeing, counted, dated

Measure = Literal["first conversations", "steps onward", "applications sent"]
Verdict = Literal["more", "as before", "fewer", "too early"]

APPLICATIONS = (10, 30)
"""Fewest and most applications in an experiment; between them it has about four weeks' worth."""
AWAITED = 5
SENT_WEEKS = 4
LONGEST_DAYS = 84
LEAST_PACE = 2.0
"""The lowest number of applications a week to plan with, since an experiment needs some."""

CHANGES: Mapping[str, str] = {
    "resume": "Send the rewritten résumé, and only where you meet four of the first five requirements",
    "story": "Open every first conversation with the two-minute answer that you practised",
    "interview": "Practise aloud with somebody before every interview",
    "networking": "Write to one person at the employer before you apply",
    "feedback": "Ask for feedback within two days of every rejection that follows a conversation",
    "resilience": "Apply in two fixed slots a week",
    "emotions": "After a “no” take one day off, and start again with one small step the day after",
}
"""The change to try, by area or lever."""


@dataclass(frozen=True)
class Experiment:
    """One change, what is counted, and the range to expect if it changes nothing."""

    key: str
    area: str
    change: str
    measure: Measure
    stage: str
    """An application becomes a trial when it reaches this stage; with `applied` every application is one."""
    trials: int
    """How many applications or conversations it has; for an experiment on the pace, how many weeks."""
    a: float
    """Parameters of what is known of the present rate: Beta(a, b), or Gamma(a applications, b weeks)."""
    b: float
    low: int
    high: int
    """80% range of the count if nothing changes."""
    start: date
    review: date
    sentence: str

    def to_record(self) -> dict[str, str | float]:
        """This experiment as text and numbers, days in ISO form."""
        return {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(self).items()}

    @classmethod
    def from_record(cls, record: Mapping[str, str | float]) -> Experiment:
        """The experiment that `to_record` wrote.

        Raises:
            KeyError, ValueError, TypeError: the record is not one of those.
        """
        words = {
            name: str(record[name]) for name in ("key", "area", "change", "measure", "stage", "sentence")
        }
        counts = {name: int(record[name]) for name in ("trials", "low", "high")}
        belief = {name: float(record[name]) for name in ("a", "b")}
        days = {name: date.fromisoformat(str(record[name])) for name in ("start", "review")}
        if words["stage"] not in STAGES or words["measure"] not in get_args(Measure):
            raise ValueError(f"not counted: {words['measure']} from {words['stage']}")
        return cls(**words, **counts, **belief, **days)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Evaluation:
    """What came of an experiment by a later day."""

    hits: int
    trials: int
    low: int
    high: int
    """80% range that `hits` would have for these trials if nothing had changed."""
    verdict: Verdict
    sentence: str


def propose(
    seen: Seen,
    ranking: Ranking,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 - frozen
    *,
    start: date | None = None,
    seed: int = SEED,
    draws: int = 2000,
    trials: Trials | None = None,
) -> Experiment | None:
    """The experiment for the area to start with; None while it is too early or an offer is on the table.

    It begins on `start`, by default on the day the log is seen from. `trials` are the log's counts, worked
    out here if not given.
    """
    area = ranking.start_with
    trials = trials or count_trials(seen, assumptions)
    if area is None or trials.offer_open:
        return None
    lever = ranking.area("reflect").lever if area == "reflect" else None
    begin = start or seen.as_of
    if area in ("resilience", "emotions"):
        return _sending(area, seen, begin)
    if lever == "resume" or area == "networking":
        return answering(lever or area, seen, area=area, start=begin)
    search = draw(trials, assumptions, seed, draws).search
    rate = (search.mix * search.first).sum(axis=1)
    step = 1 if lever == "interview" and len(trials.ladder.steps) > 1 else 0
    arriving = _pace(seen) * float(np.median(rate * search.later[:, :step].prod(axis=1)))
    stage = trials.ladder.stages[step]
    return _going_on(lever or area, area, stage, search.later[:, step], arriving, seen.cutoff, begin)


def _pace(seen: Seen) -> float:
    sending = sending_ahead(seen)
    return max(LEAST_PACE, sending.per_week if sending else 0.0)


def answering(change: str, seen: Seen, *, area: str = "reflect", start: date | None = None) -> Experiment:
    """An experiment on the first conversations from the next applications.

    What to expect if nothing changes is what the forecast says: this log's rate, with its ordinary drift.
    """
    begin, pace, (fewest, most) = start or seen.as_of, _pace(seen), APPLICATIONS
    count = int(min(max(5 * round(4 * pace / 5), fewest), most))
    belief = positive_belief(seen)
    expected = belief.ahead(count)
    talks = (seen.first_step, seen.first_steps)
    if not seen.counts_tests:
        talks = ("first conversation", "first conversations")
    review = _review(begin, 7 * count / pace + seen.cutoff)
    return Experiment(
        key=f"{change}/{begin.isoformat()}",
        area=area,
        change=CHANGES[change],
        measure="first conversations",
        stage="applied",
        trials=count,
        a=belief.a,
        b=belief.b,
        low=expected.low,
        high=expected.high,
        start=begin,
        review=review,
        sentence=(
            f"{CHANGES[change]}, for your next {counted(count, 'application')}. If nothing changes, "
            f"expect {_so_many(expected.low, expected.high, *talks)} from them. Look "
            f"again on {dated(review, begin)}."
        ),
    )


def _going_on(
    change: str, area: str, stage: Stage, rate: np.ndarray, arriving: float, wait: int, start: date
) -> Experiment:
    a, b = fit_beta(rate)
    low, high = likely_range(hits_ahead(a, b, AWAITED))
    review = _review(start, 7 * AWAITED / max(arriving, 0.01) + wait)
    return Experiment(
        key=f"{change}/{start.isoformat()}",
        area=area,
        change=CHANGES[change],
        measure="steps onward",
        stage=stage,
        trials=AWAITED,
        a=a,
        b=b,
        low=low,
        high=high,
        start=start,
        review=review,
        sentence=(
            f"{CHANGES[change]}, for your next {terms.STAGES[stage].counted(AWAITED)}. "
            f"If nothing changes, expect {_up_to(low, high)} of them to lead further. "
            f"Look again on {dated(review, start)}."
        ),
    )


def _sending(area: str, seen: Seen, start: date) -> Experiment | None:
    """An experiment on how many applications are sent; None in a log without dates."""
    sending = sending_ahead(seen)
    if sending is None:
        return None
    low, high = sending.within(SENT_WEEKS)
    review = next_workday(start + timedelta(weeks=SENT_WEEKS))
    return Experiment(
        key=f"{area}/{start.isoformat()}",
        area=area,
        change=CHANGES[area],
        measure="applications sent",
        stage="applied",
        trials=SENT_WEEKS,
        a=sending.size,
        b=sending.weeks,
        low=low,
        high=high,
        start=start,
        review=review,
        sentence=(
            f"{CHANGES[area]}, for the next {SENT_WEEKS} weeks. If nothing changes, expect "
            f"{_so_many(low, high, 'application', 'applications')} in them. "
            f"Look again on {dated(review, start)}."
        ),
    )


def evaluate(experiment: Experiment, seen: Seen) -> Evaluation:
    """What came of the experiment so far, beside what was to be expected if nothing had changed."""
    if experiment.measure == "applications sent":
        return _evaluate_sent(experiment, seen)
    hits, trials = _outcomes(experiment, seen)
    low, high = likely_range(hits_ahead(experiment.a, experiment.b, trials))
    wanted = experiment.trials if seen.as_of < experiment.review else experiment.trials / 2
    verdict = _verdict(hits, low, high) if trials >= wanted else "too early"
    talk = seen.first_step if seen.counts_tests else "first conversation"
    noun = talk if experiment.stage == "applied" else "step onward"
    of = terms.STAGES[experiment.stage].one
    came = f"{counted(hits, noun)} from {counted(trials, of)}"
    return Evaluation(
        hits, trials, low, high, verdict, _in_words(experiment, verdict, came, (low, high), seen.as_of)
    )


def _evaluate_sent(experiment: Experiment, seen: Seen) -> Evaluation:
    since = (seen.as_of - experiment.start).days
    days = min(since, 7 * experiment.trials)
    sent = int(((seen.age < since) & (seen.age >= since - days)).sum())
    low, high = sent_range(days / 7, experiment.a, experiment.b)
    verdict = _verdict(sent, low, high) if days >= 7 * experiment.trials else "too early"
    came = f"{counted(sent, 'application')} in {counted(days, 'day')}"
    return Evaluation(
        sent, days, low, high, verdict, _in_words(experiment, verdict, came, (low, high), seen.as_of)
    )


def _outcomes(experiment: Experiment, seen: Seen) -> tuple[int, int]:
    """(hits, trials) of the experiment: its first applications after the start, as far as they count yet.

    An application counts once it is older than the silence cut-off, answered or not. Of younger ones only
    the answered would count, and every change would seem to help.
    """
    ladder = recorded_ladder(seen.log)
    rung = _rung(experiment.stage, ladder)
    rungs = climbed(seen, ladder)
    arrived = seen.sent if rung == 0 else np.fmax(seen.last_contact, seen.sent)
    began = np.datetime64(experiment.start, "D")
    old = seen.age > seen.cutoff
    ended = (rungs > rung) | seen.has("rejected", "no_reply")
    counted_ones = (arrived > began) & (old & ~seen.withdrawn if rung == 0 else (rungs >= rung) & ended)
    positions = np.flatnonzero(counted_ones)
    first = positions[np.argsort(arrived[positions], kind="stable")][: experiment.trials]
    return int((rungs[first] > rung).sum()), len(first)


def _rung(stage: str, ladder: Ladder) -> int:
    """The rung of a stage; for a stage that the log no longer records, the first rung at or above it."""
    level = STAGES.index(stage)
    return sum(STAGES.index(rung) < level for rung in ladder.stages) + 1 if level else 0


def _verdict(hits: int, low: int, high: int) -> Verdict:
    return "more" if hits > high else "fewer" if hits < low else "as before"


def _in_words(
    experiment: Experiment, verdict: Verdict, came: str, expected: tuple[int, int], as_of: date
) -> str:
    later = f"look again on {dated(experiment.review, as_of)}"
    if as_of >= experiment.review:
        later = f"go on until there are {experiment.trials}"
    conclusion = {
        "more": "More than that: the change seems to help, so keep it.",
        "as before": "Within that range: no sign yet that the change helps or harms.",
        "fewer": "Fewer than that: go back, or try another change.",
        "too early": f"Too few to say: {later}.",
    }[verdict]
    usual = f"{_between(*expected)} to be expected if nothing had changed"
    return f"Your experiment (“{experiment.change}”): {came}, with {usual}. {conclusion}"


def fit_beta(shares: np.ndarray) -> tuple[float, float]:
    """(a, b) of the Beta distribution with the mean and variance of these draws of a share."""
    mean, variance = float(shares.mean()), float(shares.var())
    strength = mean * (1 - mean) / max(variance, 1e-12) - 1
    return mean * strength, (1 - mean) * strength


def _review(as_of: date, days: float) -> date:
    return next_workday(as_of + timedelta(days=min(math.ceil(days), LONGEST_DAYS)))


FEW = 2
"""Up to so many are a bound ("at most 1"), more are an outlook ("up to 22")."""


def _so_many(low: int, high: int, one: str, several: str) -> str:
    return f"{_up_to(low, high)} {agreeing(high, one, several)}" if high else f"no {one}"


def _up_to(low: int, high: int) -> str:
    if low or not high:
        return _between(low, high)
    return f"at most {high}" if high <= FEW else f"up to {high:,}"


def _between(low: int, high: int) -> str:
    return (str(low) if low else "none") if low == high else f"{low} to {high}"
