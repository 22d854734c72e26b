"""Two résumé versions, or before and after a day, compared as far as the counts allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PureWindowsPath

import numpy as np
import pandas as pd

from lib.focus.priors import Assumptions, Beta
from lib.measures.rates import Rate, count_rate
from lib.measures.seen import Seen
from lib.measures.segments import chance_best
from lib.measures.timeline import as_day
from lib.words.phrases import long_day, share_of

CLEAR = 0.90
"""One group is called better from this chance on."""
LEAST_TRIALS = 10
"""Each group needs this many applications that are answered or old enough before a difference is called."""
LEAST_HITS = 3
"""Both groups together need this many first conversations before a difference is called."""
MORE = (10, 20, 40, 80, 160, 320)
MIX_APART = 0.25
"""If the share of any channel differs by more than this, the two groups are not comparable."""


@dataclass(frozen=True)
class VersionComparison:
    """Two groups of applications and the chance that the first is the better one."""

    one: str
    other: str
    one_rate: Rate
    other_rate: Rate
    """First conversations among the applications that are answered or old enough to tell."""
    chance: float
    """Chance that `one` truly leads to more first conversations than `other`."""
    clear: bool
    needed: int | None
    """More applications of each that would be expected to make it clear; None if clear or over 320."""
    alike: bool
    """Whether both were sent through much the same channels."""
    sentence: str


def compare_versions(
    seen: Seen,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 - frozen
) -> VersionComparison | None:
    """The two résumé versions used most, compared; None with fewer than two versions."""
    versions = seen.applications["resume_version"].str.strip()
    most = versions.value_counts().index[:2]
    if len(most) < 2:
        return None
    groups = [(versions == name).fillna(False).to_numpy(dtype=bool) for name in most]
    return _compare(seen, assumptions, _short(str(most[0]), str(most[1])), (groups[0], groups[1]))


def _short(one: str, other: str) -> tuple[str, str]:
    """Both names without their folders; with them where the two files have the same name."""
    files = file_name(one), file_name(other)
    return (one, other) if files[0] == files[1] else files


def file_name(version: str) -> str:
    r"""The file name, if `version` is a path; any other name unchanged, even with a slash in it.

    >>> file_name(r"C:\Papers\cv_v3.pdf"), file_name("~/cv/cv_v3.pdf"), file_name("Web/Go 1.2")
    ('cv_v3.pdf', 'cv_v3.pdf', 'Web/Go 1.2')
    """
    file = PureWindowsPath(version)
    return file.name if file.suffix[1:2].isalpha() else version


def compare_before_after(
    seen: Seen,
    day: date,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 - frozen
) -> VersionComparison | None:
    """Applications sent from `day` on against those before it; None where either side is empty."""
    after, before = seen.sent >= as_day(day), seen.sent < as_day(day)
    if not after.any() or not before.any():
        return None
    names = (f"since {long_day(day)}", f"before {long_day(day)}")
    return _compare(seen, assumptions, names, (after, before))


def _compare(
    seen: Seen,
    assumptions: Assumptions,
    names: tuple[str, str],
    groups: tuple[np.ndarray, np.ndarray],
) -> VersionComparison:
    one, other = (count_rate(seen.positive, seen.mature & group) for group in groups)
    prior = _shared_prior(one + other, assumptions)
    chance = chance_better(one, other, prior)
    enough = min(one.trials, other.trials) >= LEAST_TRIALS and one.hits + other.hits >= LEAST_HITS
    clear = bool(enough and max(chance, 1 - chance) >= CLEAR)
    needed = None if clear else _needed(one, other, prior)
    alike = _alike(seen.applications, groups)
    sentence = _sentence(names, (one, other), chance, clear, needed, alike)
    return VersionComparison(*names, one, other, chance, clear, needed, alike, sentence)


def _shared_prior(both: Rate, assumptions: Assumptions) -> Beta:
    """A prior as strong as that of people in general, with the rate of both groups together as its mean."""
    general = assumptions.prior("unknown")
    mean = (general.a + both.hits) / (general.strength + both.trials)
    return general.moved(mean)


def chance_better(one: Rate, other: Rate, prior: Beta) -> float:
    """P(the rate behind `one` is above that behind `other`), each Beta with the prior added."""
    hits = np.array([one.hits, other.hits], dtype=float)
    trials = np.array([one.trials, other.trials], dtype=float)
    return float(chance_best(prior.a + hits, prior.b + trials - hits)[0])


def _needed(one: Rate, other: Rate, prior: Beta) -> int | None:
    """The fewest further applications of each that make it clear if both go on as expected."""
    shares = [(prior.a + rate.hits) / (prior.strength + rate.trials) for rate in (one, other)]
    for more in MORE:
        grown = [
            Rate(round(rate.hits + more * share), rate.trials + more)
            for rate, share in zip((one, other), shares, strict=True)
        ]
        chance = chance_better(grown[0], grown[1], prior)
        if max(chance, 1 - chance) >= CLEAR and min(rate.trials for rate in grown) >= LEAST_TRIALS:
            return more
    return None


def _alike(applications: pd.DataFrame, groups: tuple[np.ndarray, np.ndarray]) -> bool:
    shares = [applications["channel"][group].value_counts(normalize=True, sort=False) for group in groups]
    return bool((shares[0] - shares[1]).abs().max() < MIX_APART)


def _sentence(
    names: tuple[str, str],
    rates: tuple[Rate, Rate],
    chance: float,
    clear: bool,
    needed: int | None,
    alike: bool,
) -> str:
    counts = "; ".join(_counts(name, rate) for name, rate in zip(names, rates, strict=True))
    if not all(rate.trials for rate in rates):
        return f"{counts}. So there is nothing to compare yet."
    better, sure = (names[0], chance) if chance >= 0.5 else (names[1], 1 - chance)
    in_100 = f"“{better}” is better with a chance of {round(100 * sure)} in 100"
    apart = "" if alike else " They were sent in different ways, which may be the difference."
    if clear:
        return f"{counts}. {in_100}.{apart}"
    if needed is None:
        return f"{counts}. No clear difference: {in_100}, and hundreds more would be needed to tell.{apart}"
    return f"{counts}. No clear difference yet: {in_100}; about {needed} more of each would tell.{apart}"


def _counts(name: str, rate: Rate) -> str:
    if not rate.trials:
        return f"“{name}”: none is answered or has waited long"
    return f"“{name}”: {share_of(rate.hits, rate.trials)} led to a first conversation"
