"""Steps to improve the résumé, the first conversation or the interviews, each with a person or a goal."""

from __future__ import annotations

import numpy as np

from lib.focus.conversations import is_late_rejection
from lib.focus.messages import name_of
from lib.focus.steps.step import Desk, Step
from lib.log.schema import CHANNELS
from lib.words.phrases import agreeing, counted

LATEST = 2
SAMPLE = 10
"""The stage is asked for at most this many rejections: they say enough, and nobody fills in hundreds."""
RECORD_FROM = 3
"""Filling in unknown stages is worth a step from this many rejections on."""


def reflect_steps(desk: Desk) -> list[Step]:
    """The steps for the lever that leads, then one to fill in unknown stages."""
    effect = desk.ranking.area("reflect")
    maker = {"resume": _resume, "story": _story, "interview": _interview}[effect.lever or "resume"]
    why = desk.because("reflect")
    if maker is _resume and opens_doors(desk):
        # The résumé works already, so a new one cannot help, even if its small effect is the largest.
        maker, why = (
            _interview,
            f"Your applications lead to {desk.seen.first_steps}; what happens there decides.",
        )
    return [*maker(desk, why), *record_stages(desk)]


def opens_doors(desk: Desk) -> bool:
    """Whether applications lead to conversations more often than published figures suggest."""
    return any(call.start == "applied" and call.call == "strong" for call in desk.ranking.stages)


def supporter(desk: Desk) -> str:
    """Words for somebody to practise with: the person who gave the last referral, else in general terms."""
    referred = desk.applications["channel"] == "referral"
    contacts = desk.applications.loc[referred, "contact"].dropna()
    name = next(filter(None, map(name_of, contacts[::-1].unique())), None)
    return f"{name} or another former colleague" if name else "a former colleague or friend in your field"


def _resume(desk: Desk, why: str) -> list[Step]:
    with_whom = supporter(desk)
    rewrite = (
        "Rewrite the top third of your résumé against one advert that you want most: three results with "
        f"numbers. Have {with_whom} read it for two minutes and say what they remember."
    )
    target = (
        "Put your last ten applications beside their adverts and mark how many of the first five "
        "requirements you meet. Goal: apply only where it is four or more for the next ten."
    )
    version = "Note on each new application which résumé version it got, in a column of its own."
    steps = [
        desk.step("reflect", "rewrite", rewrite, workdays=2, minutes=60, why=why),
        desk.step("reflect", "target", target, workdays=3, minutes=45, why=why),
    ]
    if desk.applications["resume_version"].notna().any():
        return steps
    return [
        *steps,
        desk.step("reflect", "version", version, workdays=4, minutes=5, why="Versions can then be compared.",
                  enabling=True),
    ]  # fmt: skip


def _story(desk: Desk, why: str) -> list[Step]:
    script = (
        "Write your two-minute answer to “tell me about yourself”: where you come from, one result, why this "
        f"role. Tell it to {supporter(desk)} twice. Goal: no notes the second time."
    )
    questions = (
        f"List what you were asked in {_latest(desk, 1)}, as far as you recall, and write one example with a "
        "result for each. "
        "Goal: three examples you can tell in ninety seconds."
    )
    return [
        desk.step("reflect", "story", script, workdays=2, minutes=60, why=why),
        desk.step("reflect", "questions", questions, workdays=4, minutes=45, why=why),
    ]


def _interview(desk: Desk, why: str) -> list[Step]:
    gaps = (
        f"List the questions from {_latest(desk, 2)} that were hardest, and pick the two that come back "
        "most. Goal: a worked answer to both."
    )
    practise = (
        f"Practise those two answers aloud for an hour with {supporter(desk)}, who stops you where it gets "
        "vague. Goal: both told in under three minutes."
    )
    return [
        desk.step("reflect", "gaps", gaps, workdays=2, minutes=45, why=why),
        desk.step("reflect", "practise", practise, workdays=4, minutes=60, why=why),
    ]


def _latest(desk: Desk, least: int) -> str:
    """The latest late rejections by name: "the interview at A and the final round at B"."""
    late = is_late_rejection(desk.seen)
    positions = np.flatnonzero(late & (desk.seen.level >= least))
    if not len(positions):
        positions = np.flatnonzero(late)
    latest = positions[np.argsort(np.nan_to_num(desk.heard[positions], nan=1e6), kind="stable")][:LATEST]
    named = [
        f"the {desk.seen.stage_named(int(i))} at {company}"
        for i in latest
        if (company := desk.recipient(int(i)).company)
    ]
    return " and ".join(named) or f"your last {desk.seen.first_steps}"


def record_stages(desk: Desk) -> list[Step]:
    """A step to fill in how far rejections got, if the log does not say."""
    bare = desk.seen.rejected & ~desk.seen.stage_known
    if bare.sum() < RECORD_FROM:
        return []
    n = int(bare.sum())
    some = f"ten of your {counted(n, 'rejection')}" if n > SAMPLE else counted(n, "rejection")
    what = (
        f"Fill in how far {some} got, on the Reflect page or in a “Stage reached” column. Start with those "
        "where you spoke to somebody."
    )
    total = int(desk.seen.rejected.sum())
    which = f"{n:,} of {counted(total, 'rejection')} {agreeing(n, 'doesn’t', 'don’t')} say"
    if n == total:
        which = f"None of {counted(n, 'rejection')} says"
    why = f"{which} whether a {desk.seen.first_step} came before, and the advice depends on it."
    return [
        desk.step("reflect", "stages", what, workdays=1, minutes=5 + min(n, SAMPLE), why=why,
                  enabling=True)
    ]  # fmt: skip


def channels_known(desk: Desk) -> bool:
    """Whether any application says how it was sent."""
    return bool((desk.seen.channel != CHANNELS.index("unknown")).any())
