"""The advice for a tired reader: one plain sentence, one reason in their own numbers, and how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lib.focus.priors import Assumptions
from lib.focus.ranking import open_offers
from lib.focus.results import NOTICEABLE, STANDS_OUT, AreaEffect, Ranking
from lib.measures.seen import Seen
from lib.words import terms
from lib.words.phrases import change, counted

SENTENCE = re.compile(r"(?<=\.) ")


@dataclass(frozen=True)
class Advice:
    """What to work on first, why, and how sure that is."""

    headline: str
    reason: str
    sure: str
    """What the order of the areas rests on; "" where they are in no order."""


def answer(ranking: Ranking, seen: Seen, assumptions: Assumptions) -> Advice:
    """The answer for one ranked log; an offer that waits for a reply comes before everything else."""
    said = _answer(ranking, seen, assumptions)
    if ranking.state in ("ended", "not recorded") or not (waits := open_offers(seen).strip()):
        return said
    return Advice(waits, f"After that, {said.headline[0].lower()}{said.headline[1:]}", said.sure)


def _answer(ranking: Ranking, seen: Seen, assumptions: Assumptions) -> Advice:
    if ranking.state == "ended":
        return Advice(*_halves(ranking.sentence, last=True), "")
    if ranking.state == "not recorded":
        return Advice(*_halves(ranking.sentence), "")
    if ranking.lead is None:
        least = counted(round(assumptions.too_early), "application")
        has = f"Your log has {ranking.mature or 'none'}"
        return Advice(
            "It is too early to say what would help most.",
            f"That needs {least} with a reply or a long wait. {has}. Each area below has a first step.",
            "",
        )
    sure = ranking.sentence.removeprefix(open_offers(seen))
    if not ranking.stands_out:
        return Advice(*_halves(sure), "")
    first = ranking.area(ranking.start_with or ranking.lead)
    begin = "Start with" if ranking.near else "Most likely to help"
    return Advice(f"{begin}: {_named(first)}.", _reason(first), sure)


def _halves(text: str, *, last: bool = False) -> tuple[str, str]:
    """A text in two parts: its first sentence and the rest, or with `last` all but the last, and the last."""
    parts = SENTENCE.split(text)
    cut = len(parts) - 1 if last else 1
    return " ".join(parts[:cut]), " ".join(parts[cut:])


def _named(effect: AreaEffect) -> str:
    """The area's name for use within a sentence, with the lever that would change most."""
    name = effect.name[0].lower() + effect.name[1:]
    return f"{name}, above all {terms.LEVERS[effect.lever]}" if effect.lever else name


def _reason(effect: AreaEffect) -> str:
    """The first sentence of the evidence, or all of it for areas whose reason takes more than one."""
    return SENTENCE.split(effect.because)[0] if effect.area in ("feedback", "reflect") else effect.because


SIZES = (
    (0.05, "a few more offers"),
    (0.1, "a tenth more offers"),
    (0.2, "a fifth more offers"),
    (0.25, "a quarter more offers"),
    (1 / 3, "a third more offers"),
    (0.5, "one and a half times as many offers"),
    (2 / 3, "two thirds more offers"),
    (0.75, "three quarters more offers"),
    (1.0, "twice as many offers"),
)
"""Relative changes in offers, and the words for them."""


def size(share: float) -> str:
    """A relative change in offers in words, those of the nearest size in `SIZES`.

    >>> size(0.24), size(0.59), size(0.93), size(1.6)
    ('a quarter more offers', 'two thirds more offers', 'twice as many offers', 'over 2 times as many offers')
    """
    if share > 1.15:
        return f"over {counted(int(1 + share), 'time')} as many offers"
    return min(SIZES, key=lambda known: abs(known[0] - share))[1]


def effect_in_words(effect: AreaEffect) -> str:
    """What an area could bring, in words with the numbers behind them: "About a quarter more offers (+24%)".

    Where an effect reaches the most that the model allows, only the lower end is given as a number.
    """
    if effect.high < NOTICEABLE:
        return "Nothing to gain here at the moment."
    least = size(effect.most)
    high = f"at least {least}" if effect.is_open_ended else change(effect.high)
    low = change(effect.low) if effect.low >= NOTICEABLE else "no change"
    if effect.high < STANDS_OUT:
        return f"Hardly any change: at most {change(effect.high)}."
    if effect.effect < NOTICEABLE:
        best = f"{least} or more" if effect.is_open_ended else f"{size(effect.high)} ({high})"
        return f"Probably no change; at best {best}."
    if effect.is_capped:
        return f"At least {least}. Most likely {low} or more; how much more, your log cannot say."
    between = f"from {low} to {least}, or more" if effect.is_open_ended else f"between {low} and {high}"
    return f"About {size(effect.effect)} ({change(effect.effect)}). Most likely {between}."
