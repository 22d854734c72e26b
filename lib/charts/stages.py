"""Where rejections happen, and how many applications get from each stage to the next."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from lib.charts.bars import BarRow, Series, draw_bars
from lib.charts.dots import DotRow, draw_rows
from lib.charts.figure import Chart
from lib.charts.palette import PALETTES, Scheme
from lib.focus import evidence
from lib.log.schema import CHANNELS, STAGES, Stage
from lib.measures.funnel import Conversion, conversions
from lib.measures.seen import Seen
from lib.words import terms
from lib.words.phrases import FEW, capitalised, counted, counts_of, listed, percent, share_of

PUBLISHED: Mapping[tuple[Stage, Stage], tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        ("applied", "screen"): (
            ("careerplug_funnel", "interview"),
            ("logs_funnel", "conversation"),
            ("lever_screen", "applicant"),
        ),
        ("screen", "interview"): (
            ("lever_onsite", ""),
            ("ashby_stages", "screen"),
            ("logs_funnel", "screen_interview"),
        ),
        ("interview", "offer"): (
            ("jobvite_offer", "y2015"),
            ("careerplug_funnel", "hire"),
            ("nace_offer", ""),
            ("logs_funnel", "interview_offer"),
        ),
    }
)
"""Steps of the funnel → the published figures (key, part) about the same step."""

_HEDGE = ", as far as your log says"
_BY_STAGE = (
    "Each bar counts the applications that were turned down, by the furthest stage that they had "
    "reached. Early rejections point to the résumé and to which jobs you choose, late ones to "
    "conversations. The striped part may belong further down: the log says that these were turned down, "
    "but not how far they got."
)
_BY_CHANNEL = (
    "Each bar counts the applications that were turned down, by how you applied. Its parts say how far "
    "they had got. A way that you use more also brings more rejections: compare the parts, not the "
    "lengths. The striped part does not say how far it got."
)
_FUNNEL = (
    "Each row is the way from one stage to the next. The dot is the share of your applications that went "
    "on, with the counts at the right. The bar shows where the true share most likely lies (95%). "
    "Applications that are still waiting at a stage are left out, unless they have waited too long or got "
    "an answer that was no invitation. The grey block is what published figures say. They differ a lot and "
    "come from other people and jobs, so they are no target."
)


def rejections_by_stage(seen: Seen, scheme: Scheme = "light") -> Chart | None:
    """Rejections by furthest stage reached; None without any.

    Those that do not say how far they got, so that their stage is a lower bound, are a part of their own.
    """
    total = int(seen.rejected.sum())
    if not total:
        return None
    level, known = seen.level[seen.rejected], seen.stage_known[seen.rejected]
    index = seen.applications.index.to_numpy()[seen.rejected]
    sure = np.bincount(level[known], minlength=len(STAGES))
    bound = np.bincount(level[~known], minlength=len(STAGES))
    shown = [i for i in range(len(STAGES)) if i == 0 or sure[i] + bound[i]]
    title = _where_rejected(sure + bound, bool(bound[0]), seen.first_step)
    return Chart(
        key="rejections_by_stage",
        title=title,
        alt=f"{title}. {_by_stage_words(shown, sure + bound, seen)}.",
        reading=_BY_STAGE,
        figure=draw_bars(
            [_stage_row(_after(i, seen), i, int(sure[i]), int(bound[i]), total, scheme) for i in shown],
            _certainty(bool(bound.any()), scheme),
            scheme,
            caption="Applications turned down",
        ),
        table=pd.DataFrame(
            {
                "Furthest stage": [_after(i, seen) for i in shown],
                "Turned down": (sure + bound)[shown],
                "Of these, stage not recorded": bound[shown],
                "Share of rejections": (sure + bound)[shown] / total,
            }
        ),
        named={
            f"{STAGES[i]}:{key}": f"{_after(i, seen)}{', ' + words if bound[i] else ''}"
            for i in shown
            for key, words in (("sure", "stage recorded"), ("bound", "stage not recorded"))
        },
        groups={
            f"{STAGES[i]}:{word}": index[(level == i) & (known == (word == "sure"))]
            for i in shown
            for word in ("sure", "bound")
        },
    )


def _after(level: int, seen: Seen) -> str:
    if level == 0:  # the longer name must not be cut in the figure
        return f"Before {'a' if seen.counts_tests else 'any'} {seen.first_step}"
    test = level == 1 and seen.counts_tests
    return f"After: {seen.first_step if test else terms.STAGES[STAGES[level]].one}"


def _stage_row(name: str, level: int, sure: int, bound: int, total: int, scheme: Scheme) -> BarRow:
    stage = STAGES[level]
    return BarRow(
        name=name,
        note=share_of(sure + bound, total),
        parts=(sure, bound),
        details=(
            f"{counted(sure, 'rejection')}, stage recorded",
            f"{bound:,} or further, stage not recorded",
        ),
        keys=(f"{stage}:sure", f"{stage}:bound"),
        colour=PALETTES[scheme].stages[stage],
    )


def _certainty(any_bound: bool, scheme: Scheme) -> list[Series]:
    colour = PALETTES[scheme].stages["applied"]
    unsure = Series("Stage not recorded: this far or further", colour, "/")
    return [Series("Stage recorded", colour), unsure] if any_bound else [Series("Turned down", colour)]


def _where_rejected(counts: np.ndarray, lower_bound: bool, step: str) -> str:
    total, early = int(counts.sum()), int(counts[0])
    hedge = _HEDGE if lower_bound else ""
    when = f"before any {step}" if early * 2 >= total else f"after a {step}"
    if total == 1:
        return f"The only rejection so far came {when}{hedge}"
    most = max(early, total - early)
    if most == total:
        every = "Both rejections" if total == 2 else f"All {counted(total, 'rejection')}"
        return f"{every} came {when}{hedge}"
    return f"{counts_of(most, total)} rejections came {when}{hedge}"


def _by_stage_words(shown: list[int], counts: np.ndarray, seen: Seen) -> str:
    return listed(f"{_after(i, seen).lower()} {counts[i]:,}" for i in shown)


def rejections_by_channel(seen: Seen, scheme: Scheme = "light") -> Chart | None:
    """Rejections by channel, and how far each had got; None unless two channels have a rejection.

    What is only a lower bound is a part of its own, as in `rejections_by_stage`.
    """
    channel, reached = seen.channel[seen.rejected], seen.level[seen.rejected]
    level = np.where(seen.stage_known[seen.rejected], reached, _BOUND)
    index, total = seen.applications.index.to_numpy()[seen.rejected], int(seen.rejected.sum())
    counts = np.zeros((len(CHANNELS), len(STAGES) + 1), dtype=np.int64)
    np.add.at(counts, (channel, level), 1)
    used = [int(i) for i in np.argsort(-counts.sum(axis=1), kind="stable") if counts[i].any()]
    if len(used) < 2:
        return None
    shown = [i for i in range(len(STAGES) + 1) if counts[:, i].any()]
    first, names = channel == used[0], [*(_after(i, seen) for i in range(len(STAGES))), "Stage not recorded"]
    title = _most_rejected(used[0], reached[first], level[first], seen)
    return Chart(
        key="rejections_by_channel",
        title=title,
        alt=f"{title}. "
        + listed(f"{terms.CHANNELS[CHANNELS[i]].lower()} {counts[i].sum():,}" for i in used)
        + ".",
        reading=_BY_CHANNEL,
        figure=draw_bars(
            [_channel_row(i, counts[i], shown, total, names) for i in used],
            [_part(names[i], i, scheme) for i in shown],
            scheme,
            caption="Applications turned down",
        ),
        table=pd.DataFrame(
            {"How you applied": [terms.CHANNELS[CHANNELS[i]] for i in used]}
            | {names[i]: counts[used, i] for i in shown}
        ),
        named={
            _part_key(c, s): f"{terms.CHANNELS[CHANNELS[c]]}: {names[s].lower()}" for c in used for s in shown
        },
        groups={_part_key(c, s): index[(channel == c) & (level == s)] for c in used for s in shown},
    )


_BOUND = len(STAGES)
"""The number, after the levels of the stages, for a rejection that does not say how far it got."""


def _part(name: str, level: int, scheme: Scheme) -> Series:
    colours = PALETTES[scheme]
    if level == _BOUND:
        return Series(name, colours.stages["applied"], "/")
    return Series(name, colours.stages[STAGES[level]])


def _part_key(channel: int, level: int) -> str:
    return f"{CHANNELS[channel]}:{'bound' if level == _BOUND else STAGES[level]}"


def _most_rejected(channel: int, reached: np.ndarray, level: np.ndarray, seen: Seen) -> str:
    """The channel with the most rejections: how many of what was sent through it, and how many came early."""
    early, sent = reached == 0, int((seen.channel == channel).sum())
    unsure = early & (level == _BOUND)
    of = f"{len(reached):,} of {counted(sent, 'application')}"
    when = f"{early.sum():,} of them before any {seen.first_step}"
    if early.all() or not early.any():
        all_of_them = "" if len(reached) == 1 else "both " if len(reached) == 2 else "all "
        when = all_of_them + (
            f"before any {seen.first_step}" if early.any() else f"after a {seen.first_step}"
        )
    title = f"{terms.CHANNELS[CHANNELS[channel]]}: {of} turned down, {when}"
    return title + (_HEDGE if unsure.any() else "")


def _channel_row(channel: int, counts: np.ndarray, shown: list[int], total: int, names: list[str]) -> BarRow:
    return BarRow(
        name=terms.CHANNELS[CHANNELS[channel]],
        note=share_of(int(counts.sum()), total),
        parts=tuple(int(counts[i]) for i in shown),
        details=tuple(f"{names[i]}: {counts[i]:,} of {counts.sum():,}" for i in shown),
        keys=tuple(_part_key(channel, i) for i in shown),
    )


def funnel(seen: Seen, scheme: Scheme = "light") -> Chart | None:
    """The share that gets from each recorded stage to the next, with its range, beside published figures.

    None if no stage has a decided application, or if the log records nothing between applying and an offer,
    and no offer. Silence past the cut-off counts as decided.
    """
    steps = [c for c in conversions(seen) if c.rate.trials]
    if not steps or not (seen.log.recorded - {"applied", "offer"} or steps[0].rate.hits):
        return None
    title = _first_step(steps, seen)
    words = "; ".join(f"{_step(c, seen).lower()} {share_of(c.rate.hits, c.rate.trials)}" for c in steps)
    return Chart(
        key="funnel",
        title=title,
        alt=f"{title}. {words}.",
        reading=f"{_FUNNEL} {_sources(steps)}",
        figure=draw_rows(
            [_funnel_row(c, seen, scheme) for c in steps],
            scheme,
            (0.0, 1.0),
            tickformat=".0%",
            nticks=6,
            title={"text": "Share that went on"},
        ),
        table=_funnel_table(steps, seen),
    )


def _step(step: Conversion, seen: Seen) -> str:
    """The two stages of a step in few words, since the counts are on the same line."""
    start, end = (
        capitalised(seen.first_step).replace(" or ", "/") if s == "screen" else terms.STAGES[s].label
        for s in (step.start, step.end)
    )
    return f"{start} → {end.lower()}"


def _funnel_row(step: Conversion, seen: Seen, scheme: Scheme) -> DotRow:
    rate, others = step.rate, published_range(step.start, step.end)
    context = f"<br>published: {_span(others)}" if others else ""
    return DotRow(
        name=_step(step, seen),
        note=share_of(rate.hits, rate.trials),
        detail=f"{share_of(rate.hits, rate.trials)} went on<br>"
        f"range {percent(rate.low or 0)} to {percent(rate.high or 0)}{context}",
        colour=PALETTES[scheme].stages[step.end],
        key=f"{step.start}:{step.end}",
        middle=rate.share,
        low=rate.low or 0.0,
        high=rate.high or 0.0,
        context=(others[0] - 0.006, others[1] + 0.006) if others else None,
    )


def published_range(start: Stage, end: Stage) -> tuple[float, float] | None:
    """The lowest and the highest published share of a step, None where nothing was published about it."""
    shares = [_value(key, part) for key, part in PUBLISHED.get((start, end), ())]
    return (min(shares), max(shares)) if shares else None


def _value(key: str, part: str) -> float:
    value = evidence.load()[key].value
    return value[part] if isinstance(value, Mapping) else value


def _span(shares: tuple[float, float]) -> str:
    low, high = (percent(share) for share in shares)
    return low if low == high else f"{low} to {high}"


def _first_step(steps: list[Conversion], seen: Seen) -> str:
    """The step with the most applications in words, and the published range beside it."""
    first = steps[0]
    counts, test = share_of(first.rate.hits, first.rate.trials), first.end == "screen" and seen.counts_tests
    led = f"led to {f'a {seen.first_step}' if test else terms.STAGES[first.end].a}"
    if first.rate.trials < FEW:
        return f"Too few to compare with others: {counts} {led}"
    opening = f"{counts} answered or long silent applications {led}{_still_open(first, seen)}"
    others = published_range(first.start, first.end)
    return f"{opening}; published figures run from {_span(others)}" if others else opening


def _still_open(first: Conversion, seen: Seen) -> str:
    """How many the first share leaves out, where they are so many that they could change it."""
    left = len(seen) - first.rate.trials - int(seen.withdrawn.sum())
    return f"; {left:,} more cannot be told yet" if left > len(seen) / 3 else ""


def _sources(steps: list[Conversion]) -> str:
    keys = dict.fromkeys(key for c in steps for key, _ in PUBLISHED.get((c.start, c.end), ()))
    cited = "; ".join(evidence.load()[key].citation for key in keys)
    return f"Published figures: {cited}." if cited else ""


def _funnel_table(steps: list[Conversion], seen: Seen) -> pd.DataFrame:
    others = [published_range(c.start, c.end) or (None, None) for c in steps]
    return pd.DataFrame(
        {
            "Stages": [_step(c, seen) for c in steps],
            "Went on": [c.rate.hits for c in steps],
            "Out of": [c.rate.trials for c in steps],
            "Share": [c.rate.share for c in steps],
            "Range from": [c.rate.low for c in steps],
            "Range to": [c.rate.high for c in steps],
            "Published from": [low for low, _ in others],
            "Published to": [high for _, high in others],
        }
    )
