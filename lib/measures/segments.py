"""Rates by channel, role, place or any other column, compared without being fooled by small numbers."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
import pandas as pd

from lib.log.schema import EXTRA, STAGE_DATES
from lib.log.table.names import match_name
from lib.measures.curves import Days, Flags, Shares, wilson
from lib.measures.roles import OTHER, role_groups, role_seniority
from lib.measures.seen import Seen
from lib.words import terms
from lib.words.phrases import WEEKDAYS, counted, counts_of

STRENGTH = (4, 50)
"""The overall rate counts for at least 4 and at most 50 trials in a value's pooled rate."""
CLEAR = 0.90
"""One value is said to beat the rest from this posterior probability on."""
Z90 = 1.2815515655446004
"""90% point of the standard normal distribution."""
FEWEST = 5
"""A value is compared with others in words from this many trials on."""
VALUES = (2, 30)
ROWS_PER_VALUE = 2
MOST_NEEDED = 2000
HUNDREDS = 500
"""If more applications than this were needed, no search would get there: "no difference" is said."""
TOLD = 10
"""With fewer applications of a value, only "no clear difference" is said."""
GRID = 2001
ECHO = 0.90
"""A column records how it went, and does not cause it, if this share of its filled cells went one way."""
OUTCOME_FIELDS = frozenset(
    {"status", "replied_on", "closed_on", "feedback_asked_on", "feedback", "reason", "lesson"}
    | {*STAGE_DATES.values(), "ignore.follow_up", "ignore.duration"}
)
"""Fields that say how an application went: a comparison by them would compare a result with itself."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """Rates by value, which value stands out, and how many more applications it takes to tell."""

    table: pd.DataFrame
    """`value`, `hits`, `trials`, `share`, `low`, `high` (Wilson), `pooled`, `pooled_low`, `pooled_high` and
    `p_best`, highest pooled rate first; values without a trial left out."""
    best: str | None
    """The value that beats the rest with a probability of at least 0.90."""
    probability: float | None
    """The highest probability of beating the rest, whether that is enough or not."""
    needed: int | None
    """About how many more answered applications would tell the two largest values apart; None if no number
    would, or if a value has fewer than five trials."""
    sentence: str
    left_out: int
    """How many trials have no value in this column."""


def segment_values(seen: Seen, by: str) -> pd.Series[str]:
    """The value of each application in column `by`, or in one of the derived columns; missing where none.

    Values that differ in case or in spaces only are one value, written as most rows write it.
    """
    if by == "role_group":
        return role_groups(seen.applications)
    if by == "role_seniority":
        return role_seniority(seen.applications)
    if by == "weekday":
        return _weekdays(seen)
    values = _same_spelling(seen.applications[by])
    return values.where(values != "unknown") if by == "channel" else values


def _weekdays(seen: Seen) -> pd.Series[str]:
    sent = seen.column("applied_on")
    number = np.where(np.isnat(sent), 7, (sent.astype(np.int64) + 3) % 7)
    return pd.Series(
        np.array([*WEEKDAYS, None], dtype=object)[number], index=seen.applications.index, dtype="str"
    )


def _same_spelling(column: pd.Series[Any]) -> pd.Series[str]:
    """The cells of a column as text, one spelling for each value; blank cells are missing."""
    codes, cells = pd.factorize(column)
    written = [" ".join(str(c).split()) for c in cells]
    rows = np.bincount(codes[codes >= 0], minlength=len(written))
    spelling: dict[str, str] = {}
    for i in np.argsort(-rows, kind="stable"):
        spelling.setdefault(written[i].casefold(), written[i])
    texts = np.array([*(spelling[w.casefold()] or None for w in written), None], dtype=object)
    return pd.Series(texts[codes], index=column.index, dtype="str")


def segment_columns(seen: Seen) -> list[tuple[str, str]]:
    """The (column, label) pairs worth comparing: 2 to 30 distinct values, two rows a value on average.

    A further column that only repeats how it went is left out: it is no cause.
    """
    extras = {c: c.removeprefix(EXTRA) for c in seen.log.extras}
    return [(c, label) for c, label in ({**terms.SEGMENTS} | extras).items() if _is_comparable(seen, c)]


def _is_comparable(seen: Seen, by: str) -> bool:
    applications = seen.applications
    if by in applications and pd.api.types.is_datetime64_any_dtype(applications[by]):
        return False
    # To save time: a column of thousands of different texts need not have its spellings compared.
    if by in applications and applications[by].nunique() > 10 * VALUES[1]:
        return False
    values = segment_values(seen, by)
    distinct = values.nunique()
    few = VALUES[0] <= distinct <= VALUES[1] and values.count() >= ROWS_PER_VALUE * distinct
    return few and not (by.startswith(EXTRA) and _echoes(seen, by, values))


def _echoes(seen: Seen, by: str, values: pd.Series[str]) -> bool:
    """Whether a column repeats how it went: by its name, its values, or by which cells are filled."""
    if names_outcome(by.removeprefix(EXTRA)):
        return True
    filled = values.notna().to_numpy()
    if any(_follows(filled, went) for went in (seen.positive, seen.replied)):
        return True
    shares = pd.Series(seen.positive, index=values.index).groupby(values).mean()
    return bool(((shares == 0) | (shares == 1)).all() and shares.nunique() == 2)


def _follows(filled: Flags, went: Flags) -> bool:
    """Whether at least 90% of the filled cells have `went`, and hardly any of the empty ones."""
    if not filled.any() or filled.all():
        return False
    with_it, without = went[filled].mean(), went[~filled].mean()
    return bool(filled.sum() >= FEWEST and with_it >= ECHO and without <= min(1 - ECHO, with_it / 2))


def names_outcome(header: str) -> bool:
    """Whether a header names a stage, a reply or a result: words of the vocabulary, in any of its languages.

    >>> names_outcome("Zweitgespräch"), names_outcome("Response"), names_outcome("Team size")
    (True, True, False)
    """
    matches = match_name(header)
    best = [match.field for match in matches if match.score >= matches[0].score - 0.01]
    return any(field in OUTCOME_FIELDS for field in best)


def compare(seen: Seen, by: str, hit: Flags, trial: Flags) -> Comparison:
    """The rate of `hit` among `trial` for each value of `by`, small values pooled towards the overall rate.

    Args:
        seen: the log and its day.
        by: a column of the log, or `role_group`, `role_seniority`, `weekday`.
        hit: where it happened (only rows of `trial` count).
        trial: where it could have happened.

    Pooling is beta-binomial: a value's rate is the mean of Beta(m·s + hits, (1 − m)·s + misses), m the
    overall rate, s the strength (4 to 50 trials) under which these counts are likeliest.
    """
    values = segment_values(seen, by)
    known = trial & values.notna().to_numpy()
    left_out = int(trial.sum()) - int(known.sum())
    counts = _count_values(values[known], (hit & trial)[known])
    strength, table = _pool(counts)
    if table.empty:
        return Comparison(table, None, None, None, "No applications to compare yet.", left_out)
    p_best = table["p_best"].to_numpy()
    if len(table) == 1:
        return Comparison(table, None, None, None, "Only one value here, so nothing to compare.", left_out)
    top = int(p_best.argmax())
    best = str(table["value"].iloc[top])
    named = table.assign(value=table["value"].replace(dict(terms.CHANNELS))) if by == "channel" else table
    if p_best[top] >= CLEAR and best != OTHER:
        return Comparison(table, best, float(p_best[top]), None, _say_best(named, top), left_out)
    needed = None if (few := _say_too_few(named)) else _needed(table, strength)
    sentence = _say_apart(named) or few or _say_unclear(named, needed)
    return Comparison(table, None, float(p_best[top]), needed, sentence, left_out)


def _count_values(values: pd.Series[str], hits: Flags) -> pd.DataFrame:
    """Hits and trials by value; beyond thirty values the rarest are `other`."""
    frequent = values.value_counts().index[: VALUES[1] - 1]
    if values.nunique() > VALUES[1]:
        values = values.where(values.isin(frequent), OTHER)
    counts = pd.Series(hits).groupby(values.to_numpy()).agg(["sum", "size"])
    return counts.set_axis(["hits", "trials"], axis=1).astype(np.int64).rename_axis("value").reset_index()


def _pool(counts: pd.DataFrame) -> tuple[float, pd.DataFrame]:
    """The pooling strength, and the table of a comparison."""
    from scipy.special import betaincinv

    hits, trials = counts["hits"].to_numpy(), counts["trials"].to_numpy()
    overall = (hits.sum() + 0.5) / (trials.sum() + 1)
    strength = pooling_strength(hits, trials, overall)
    a, b = overall * strength + hits, (1 - overall) * strength + trials - hits
    ranges = np.array([wilson(int(h), int(t)) for h, t in zip(hits, trials, strict=True)]).reshape(-1, 2)
    table = counts.assign(
        share=hits / trials,
        low=ranges[:, 0],
        high=ranges[:, 1],
        pooled=a / (a + b),
        pooled_low=betaincinv(a, b, 0.025),
        pooled_high=betaincinv(a, b, 0.975),
        p_best=chance_best(a, b),
    )
    ordered = table.sort_values(["pooled", "trials"], ascending=False, kind="stable", ignore_index=True)
    return strength, ordered


def pooling_strength(hits: Days, trials: Days, overall: float) -> float:
    """How many trials the overall rate counts for: 4 to 50, whatever makes the counts likeliest."""
    from scipy.special import betaln

    strengths = np.arange(STRENGTH[0], STRENGTH[1] + 1)[:, None]
    a, b = overall * strengths, (1 - overall) * strengths
    likelihood = (betaln(a + hits, b + trials - hits) - betaln(a, b)).sum(axis=1)
    return float(strengths[likelihood.argmax(), 0])


def chance_best(a: Shares, b: Shares) -> Shares:
    """The probability that each of several independent Beta(a, b) rates is the highest, by integration."""
    from scipy.special import betainc, betaincinv

    if not len(a):
        return np.zeros(0)
    grid = np.linspace(betaincinv(a, b, 1e-7).min(), betaincinv(a, b, 1 - 1e-7).max(), GRID)
    below = betainc(a[:, None], b[:, None], grid)
    middle = np.clip((below[:, 1:] + below[:, :-1]) / 2, 1e-300, 1)
    log_below = np.log(middle)
    others = np.exp(log_below.sum(axis=0) - log_below)
    chance = (np.diff(below, axis=1) * others).sum(axis=1)
    whole: Shares = chance / chance.sum()
    return whole


def _needed(table: pd.DataFrame, strength: float) -> int | None:
    """How many more answered applications would tell the two largest values apart; a round number or None.

    The n further ones are assumed to be shared out and answered as so far. The values are apart once their
    pooled means differ by 1.28 standard deviations (probability 0.90).
    """
    two = _two_largest(table)
    hits, trials = two["hits"].to_numpy()[:, None], two["trials"].to_numpy()[:, None]
    more = np.arange(MOST_NEEDED + 1) * (trials / table["trials"].sum())
    overall = (table["hits"].sum() + 0.5) / (table["trials"].sum() + 1)
    weight = strength + trials + more
    mean = (strength * overall + hits + more * (hits + 0.5) / (trials + 1)) / weight
    spread = np.sqrt((mean * (1 - mean) / (weight + 1)).sum(axis=0))
    enough = np.abs(mean[0] - mean[1]) >= Z90 * spread
    return _round_up(int(enough.argmax())) if enough.any() else None


def _round_up(count: int) -> int:
    """A count rounded up for "about": to fives from 20 on, to tens from 100, to hundreds from 1,000."""
    step = next((step for least, step in ((1000, 100), (100, 10), (20, 5)) if count >= least), 1)
    return ceil(count / step) * step


def _two_largest(table: pd.DataFrame) -> pd.DataFrame:
    """The two values with the most trials; "other" is a mixture and cannot be compared."""
    return table[table["value"] != OTHER].nlargest(2, "trials")


def _say_best(table: pd.DataFrame, top: int) -> str:
    row, rest = table.iloc[top], table.drop(index=top)
    return (
        f"“{row['value']}” stands out: {counts_of(row['hits'], row['trials'])}, against "
        f"{counts_of(int(rest['hits'].sum()), int(rest['trials'].sum()))} for all others."
    )


def _say_apart(table: pd.DataFrame) -> str | None:
    """A sentence about two values (five trials or more) whose 95% ranges do not touch; None without such."""
    low, high, trials = (table[c].to_numpy() for c in ("low", "high", "trials"))
    known = (table["value"] != OTHER).to_numpy() & (trials >= FEWEST)
    apart = (low[:, None] > high[None, :]) & known[:, None] & known[None, :]
    if not apart.any():
        return None
    fewer = np.where(apart, np.minimum(trials[:, None], trials[None, :]), 0)
    more, less = (table.iloc[i] for i in np.unravel_index(int(fewer.argmax()), fewer.shape))
    first, second = (counts_of(int(row["hits"]), int(row["trials"])) for row in (more, less))
    return (
        f"“{more['value']}” and “{less['value']}” are clearly apart: {first} against {second}. "
        "No single value beats all the others yet."
    )


def _say_too_few(table: pd.DataFrame) -> str | None:
    """A sentence where fewer than two values have five trials, too few to compare; else None."""
    two = _two_largest(table)
    if len(two) < 2:
        return "Only one value has a name here, so nothing to compare."
    enough = two.loc[two["trials"] >= FEWEST, "value"].tolist()
    if len(enough) == 2:
        return None
    which = f"only “{enough[0]}” has" if enough else "no value has"
    return f"Too few to compare yet: {which} {FEWEST} or more applications that count."


def _say_unclear(table: pd.DataFrame, needed: int | None) -> str:
    two = _two_largest(table)
    first, second = two["value"]
    if needed == 0:
        return (
            f"No clear difference yet: “{first}” and “{second}” differ, but no single value "
            "beats all the others."
        )
    if needed is None or needed > HUNDREDS:
        one, other = (counts_of(int(row["hits"]), int(row["trials"])) for _, row in two.iterrows())
        clear = "" if two["trials"].min() >= TOLD else "clear "
        return f"No {clear}difference between “{first}” ({one}) and “{second}” ({other})."
    more = counted(needed, "more application")
    return f"No clear difference yet: it needs about {more} to tell “{first}” and “{second}” apart."
