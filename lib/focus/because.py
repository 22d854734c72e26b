"""The evidence behind each area, in the person's own numbers, with the rows it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lib.focus.conversations import days_since_end, is_askable, is_explained, is_late_rejection
from lib.focus.ladder import climbed
from lib.focus.priors import Assumptions
from lib.focus.results import StageCall
from lib.focus.stages import onward
from lib.focus.standing import standing_offers
from lib.focus.trials import Trials
from lib.log.schema import CHANNELS
from lib.measures.pace import pace_days
from lib.measures.rates import Rate, as_known, count_rate, undated_apart
from lib.measures.searches import is_over, sending_age
from lib.measures.seen import Seen
from lib.words.phrases import (
    agreeing,
    capitalised,
    counted,
    counts_of,
    listed,
    share_between,
    share_of,
    span,
    untold,
)

CAN_TELL = "answered or long waiting"
"""What mature applications are called on the page."""


LIKELY = 0.5
"""From this chance on, rejections are said to be the cause of the idle days."""
GROWN = 1.25
"""A pace is said to have grown from this many times the usual one on."""
STEADY = 4
"""So many lately, one a week, are the least that is called a pace to keep."""


@dataclass(frozen=True)
class Because:
    """A sentence of evidence and the applications that it is about."""

    sentence: str
    rows: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """What the log shows about one area."""

    because: Mapping[str, Because]
    """Lever → its evidence for `reflect`; the other areas have one, under the key ""."""
    missing: str | None = None
    strong: str | None = None


@dataclass(frozen=True)
class _Case:
    """One log, counted once for all areas."""

    seen: Seen
    trials: Trials
    stages: tuple[StageCall, ...]
    assumptions: Assumptions
    rungs: np.ndarray

    def because(self, sentence: str, chosen: np.ndarray) -> Because:
        positions = np.flatnonzero(chosen)
        rows = self.seen.applications["row"].to_numpy()[positions]
        return Because(sentence, tuple(rows.tolist()), tuple(positions.tolist()))


def gather(
    seen: Seen,
    trials: Trials,
    stages: tuple[StageCall, ...],
    assumptions: Assumptions,
) -> dict[str, Evidence]:
    """The evidence of every area, by its key."""
    rungs = climbed(seen, trials.ladder)
    case = _Case(seen, trials, stages, assumptions, rungs)
    return {
        "emotions": _emotions(case),
        "feedback": _feedback(case),
        "reflect": _reflect(case),
        "networking": _networking(case),
        "resilience": _resilience(case),
    }


def _emotions(case: _Case) -> Evidence:
    trials, window = case.trials, span(round(case.assumptions.pause_days))
    if not trials.pauses_recorded:
        missing = (
            "The days of your rejections are missing: a column such as “Date closed” would show the pauses."
        )
        return Evidence({"": Because("Your log cannot show pauses after rejections.")}, missing=missing)
    since = case.seen.since(case.seen.turned_down_on)
    rejected = since < case.assumptions.pause_days
    turned_down = counted(int(rejected.sum()), "rejection") if rejected.any() else "No rejection"
    paused = round(trials.pausing.idle(case.assumptions.pause_days))
    if trials.pausing.chance >= LIKELY and paused:
        sentence = (
            f"{turned_down} in the last {window}. After rejections you sent nothing for about "
            f"{counted(paused, 'day')} in total, beyond the first three each time: more than usual for you."
        )
        return Evidence({"": case.because(sentence, rejected)})
    if trials.idle.days < 1:
        pauses = ", and no long pause after one" if rejected.any() else ""
        sentence = f"{turned_down} in the last {window}{pauses}."
        strong = "You come back quickly after a rejection: keep this." if rejected.sum() >= 3 else None
        return Evidence({"": case.because(sentence, rejected)}, strong=strong)
    sentence = (
        f"{turned_down} in the last {window}. After rejections you sent nothing for "
        f"{counted(trials.idle.days, 'day')} in total{_beyond_rhythm(case)}."
    )
    return Evidence({"": case.because(sentence, rejected)})


def _beyond_rhythm(case: _Case) -> str:
    """The end of the sentence: how many idle days are more than would follow any other days."""
    idle = case.trials.idle
    if idle.excess < 1:
        return ", no more than usual for you"
    return f"; about {idle.ordinary:.0f} would be usual for you, and the difference may be chance"


def _feedback(case: _Case) -> Evidence:
    late, seen = case.trials.late, case.seen
    missing = _untold_stages(case)
    if not late.rejections:
        come = "is known to have come" if missing else "has come"
        sentence = f"No rejection {come} after a {seen.first_step}, so there is nobody to ask yet."
        return Evidence({"": Because(sentence)}, missing=missing)
    reasons = f"a reason is recorded for {late.explained or 'none'} of them"
    if late.rejections == 1:
        reasons = f"{'a' if late.explained else 'no'} reason is recorded for it"
    sentence = (
        f"{counted(late.rejections, 'rejection')} came after a {seen.first_step}, and {reasons}. "
        f"{_unasked(case)}"
    )
    strong = None
    if late.rejections >= 4 and late.known >= case.assumptions.sure:
        known = f"{late.explained:,} of {counted(late.rejections, 'rejection')} after a {seen.first_step}"
        strong = f"You know what decided {known}: keep asking."
    askable = is_askable(seen, case.assumptions)
    chosen = askable if askable.any() else is_late_rejection(seen) & ~is_explained(seen)
    return Evidence({"": case.because(sentence, chosen)}, missing=missing, strong=strong)


def _unasked(case: _Case) -> str:
    askable = case.trials.late.askable
    if not askable:
        return "It is too late to ask anybody now; a mock interview can still find the reason."
    if askable == case.trials.late.rejections:
        return "No request for feedback is noted."
    chosen = is_askable(case.seen, case.assumptions)
    if np.isnan(days_since_end(case.seen)[chosen]).any():
        return f"For {askable:,} of them no request for feedback is noted."
    return (
        f"Of those in the last {counted(round(case.assumptions.ask_days), 'day')}, "
        f"{agreeing(askable, 'one has', f'{askable:,} have')} no request for feedback noted."
    )


def _untold_stages(case: _Case) -> str | None:
    bare = int((case.seen.rejected & ~case.seen.stage_known).sum())
    if not bare:
        return None
    return f"{untold(bare)}: a “Stage reached” column would."


def _reflect(case: _Case) -> Evidence:
    strong = [call.sentence for call in case.stages if call.call == "strong"]
    last = _steps_because(case, 1 if len(case.stages) > 2 else 0)
    because = {"resume": _resume(case), "story": _steps_because(case, 0, 1), "interview": last}
    return Evidence(because, strong=" ".join(strong) or None)


def _resume(case: _Case) -> Because:
    call = case.stages[0]
    stuck = (case.rungs == 0) & case.seen.has("rejected", "no_reply")
    if not call.counts.trials:
        return Because("No application is answered or has waited long yet.")
    published = f"published figures suggest about {call.published:.0%}"
    if case.trials.channels_recorded:
        published = f"for your ways of applying, {published}"
    step = case.seen.first_step if case.seen.counts_tests else "first conversation"
    return case.because(f"{_of_first(call.counts)} led to a {step}{_open(case.seen)}; {published}.", stuck)


def _of_first(counts: Rate) -> str:
    """How many applications led on, of how many; both ends where nobody knows how many count."""
    if not counts.unknown or not counts.hits:
        return f"{share_of(counts.hits, counts.trials)} applications {CAN_TELL}"
    return f"{capitalised(share_between(counts.hits, counts.trials, counts.most))} applications"


def _open(seen: Seen) -> str:
    """Why nobody knows yet how many applications count: " (14 are too recent and 2 have no day to tell)"."""
    undated = undated_apart(seen, Rate(0, 0)).unknown
    young = as_known(seen, Rate(0, 0)).unknown - undated
    parts = [f"{young:,} {agreeing(young, 'is', 'are')} too recent"] if young else []
    parts += [f"{undated:,} {agreeing(undated, 'has', 'have')} no day"] if undated else []
    return f" ({listed(parts)} to tell)" if parts else ""


def _steps_because(case: _Case, start: int, stop: int | None = None) -> Because:
    steps = case.stages[1:][start:stop]
    calls = [call for call in steps if call.counts.trials] or steps[:1]
    led = "; ".join(onward(call.start, call.counts, tests=case.seen.counts_tests) for call in calls)
    figures = " and ".join(f"{call.published:.0%}" for call in calls)
    late = case.trials.late
    share = f"{late.explained or 'none'} of {counted(late.rejections, 'rejection')}"
    step = case.seen.first_step
    known = f" A reason is recorded for {share} after a {step}."
    if late.rejections == 1:
        known = f" {'A' if late.explained else 'No'} reason is recorded for the one after a {step}."
    suggest = f"published figures suggest about {figures}"
    if all(call.counts.trials <= 1 for call in calls):
        suggest = f"by published figures about {figures} do"
    sentence = f"{capitalised(led)}; {suggest}."
    ended = case.seen.rejected & (case.rungs >= start + 1)
    if stop is not None:
        ended &= case.rungs <= stop
    return case.because(sentence + (known if late.rejections else ""), ended)


def _networking(case: _Case) -> Evidence:
    if not case.trials.channels_recorded:
        missing = "A column such as “Source” or “How I found it” would show which ways work for you."
        return Evidence({"": Because("Your log doesn’t say how you applied.")}, missing=missing)
    people, cold = (_rate_of(case, channels) for channels in (("referral", "outreach"), ("board", "site")))
    mix, mixed = case.trials.mix, case.trials.mixed
    share = float(mix[CHANNELS.index("referral")] + mix[CHANNELS.index("outreach")])
    lately = mixed < len(case.seen) or bool((case.seen.age <= case.assumptions.mix_days).all())
    sent = f"{share_of(round(share * mixed), mixed)} {'recent applications' if lately else 'applications'}"
    through = f"{sent} went through a person."
    others = f"{counts_of(cold.hits, cold.trials)} through job boards and company sites"
    known = f"{counts_of(people.hits, people.trials)} through a person"
    step = case.seen.first_step
    sentence = f"{through} Of all {CAN_TELL}, {known} led to a {step}, against {others}."
    if not people.trials:
        sentence = f"{through} Of all {CAN_TELL}, {others} led to a {step}."
    if not people.trials and not cold.trials:
        sentence = f"{through} None has waited long enough yet to compare them."
    chosen = np.isin(case.seen.channel, [CHANNELS.index(c) for c in ("referral", "outreach")])
    strong = f"{sent} went through a person: keep this." if share >= case.assumptions.people_share else None
    return Evidence({"": case.because(sentence, chosen)}, strong=strong)


def _rate_of(case: _Case, channels: Sequence[str]) -> Rate:
    """Positive replies of the mature applications through these channels, whenever they were sent."""
    chosen = np.isin(case.seen.channel, [CHANNELS.index(channel) for channel in channels])
    return count_rate(case.seen.positive, case.seen.mature & chosen)


def _resilience(case: _Case) -> Evidence:
    trials, assumptions = case.trials, case.assumptions
    if trials.offer_open:
        waits = "You have an offer: pace can wait until you decide."
        return Evidence({"": case.because(waits, standing_offers(case.seen))})
    recent = sending_age(case.seen) < assumptions.recent_days
    days = pace_days(case.seen, int(assumptions.recent_days))
    now = 7 * trials.recent / days
    lately = f"in the last {span(round(assumptions.recent_days))}"
    if days < assumptions.recent_days:
        lately = "since your log began"
    elif is_over(case.seen):
        lately += " of this search"
    sent = f"You sent {counted(trials.recent, 'application')} {lately}, {now:.1f} a week"
    if not trials.recent:
        sent = f"You sent no application {lately}"
    if np.isnat(case.seen.column("applied_on")).all():
        return Evidence({"": Because("Your log doesn’t say when you applied.")}, missing=_no_usual(case))
    if trials.usual_weeks < assumptions.usual_least:
        return Evidence({"": case.because(sent + ".", recent)}, missing=_no_usual(case))
    usual, weeks = trials.usual / trials.usual_weeks, counted(round(trials.usual_weeks), "week")
    before = f"{trials.usual:,} in the {weeks} before, {usual:.1f} a week"
    if not trials.usual:
        before = f"none in the {weeks} before"
    holds = "has grown" if now >= GROWN * usual else "holds"
    strong = f"Your pace {holds}: {now:.1f} a week against {usual:.1f} before. Keep this."
    return Evidence(
        {"": case.because(f"{sent}, and {before}.", recent)},
        strong=strong if now >= usual and trials.usual and trials.recent >= STEADY else None,
    )


def _no_usual(case: _Case) -> str:
    if np.isnat(case.seen.column("applied_on")).all():
        return "A column with the day you applied would show your pace."
    return "Your usual pace needs two weeks of applications before the last four."
