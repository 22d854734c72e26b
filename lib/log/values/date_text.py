"""Reads the numbers of a date from one cell of any type."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from lib.log.values.date_patterns import OGHAM, Reading, checked, mark_months, may_hold_date, patterns
from lib.log.values.lexicon import fold
from lib.log.values.recall import recalled
from lib.log.vocabulary import either

EXCEL_DAY_ZERO = date(1899, 12, 30)
SERIALS = (20_000, 80_000)
"""Numbers in this range are read as a spreadsheet's day numbers: 1954 to 2119."""
EPOCH = (1e9, 4.3e9)
"""Numbers in this range are read as seconds since 1970: 2001 to 2106."""
LONGEST_TEXT = 200
"""A date is looked for in the first this many characters of a text."""

_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?=[T ]\d{1,2}:|\s*$)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Signs(NamedTuple):
    """Patterns for what stands beside a day in a text: times, spans, words such as "before", and "year"."""

    time: re.Pattern[str]
    range: re.Pattern[str]
    """Several days of one month ("15-16 March", "March 15-16, 2026"), of which the first counts."""
    span: re.Pattern[str]
    """What may stand between the first and the last day of a span."""
    bound: re.Pattern[str]
    """A word after a date that makes it a limit ("or later"), not the day of an event."""
    year: re.Pattern[str]
    """The word for "year" after its number ("14.03.2026 r.")."""


@cache
def signs() -> Signs:
    """The patterns, made of the small words of all languages."""
    ending = f"(?:{either('day_ending')})?"
    until = rf"(?:[-–—/]| (?:{either('until')}) )"
    months = f"[{chr(OGHAM + 1)}-{chr(OGHAM + 12)}]"
    return Signs(
        time=re.compile(
            rf"(?:(?<=\d)t|(?:\b(?:{either('before_time')}|@)\s+)?(?<![\d.]))\d{{1,2}}[:h]\d{{2}}(?::\d{{2}}(?:[.,]\d+)?)?(?!\d)\s*"
            rf"(?:[ap]\.?\s?m\b\.?|(?:{either('after_time')})\b)?\s*(?:z\b|\(?\b(?:utc|gmt|cest|cet|bst|[pmce][sd]?t)\b\)?)?"
            r"\s*(?:[+-]\d{2}:?\d{2}(?!\d)(?:\s*\([a-z]{3,4}\))?)?"
            rf"|(?:\b(?:{either('before_time')})\s+)?\b\d{{1,2}}\s*[ap]m\b"
            rf"|(?:{either('time_of_day')})\s*\d{{1,2}}(?:[:点點时時]\s*\d{{0,2}}分?)?"
        ),
        range=re.compile(
            rf"(?<![\d.\-/])(\d{{1,2}}){ending}\.?{until}\d{{1,2}}"
            rf"(?={ending}\.?\s*(?:(?:{either('of')})\s+)?{chr(OGHAM)})"
            rf"|(?<={chr(OGHAM)}{months} )(\d{{1,2}}){ending}{until}\d{{1,2}}(?={ending},?\s+\d{{4}}(?!\d))"
        ),
        span=re.compile(rf"\s*(?:[-–—/~]|\b(?:{either('until')})\b)\s*"),
        bound=re.compile(rf"\s*(?:{either('bound_after')})"),
        year=re.compile(rf"(?<=\d{{4}})\s*(?:{either('year')})\.?(?!\w)"),
    )


def read_cell(cell: object) -> Reading | None:
    """The numbers of the date in a cell; None if it has none."""
    if cell is None or isinstance(cell, bool):
        return None
    if isinstance(cell, date):
        return Reading("typed", cell.year, cell.month, cell.day) if cell == cell else None
    if isinstance(cell, int | float):
        return _read_number(float(cell), f"{cell:.12g}", typed=True)
    return read_text(str(cell))


@recalled(50_000)
def read_text(text: str) -> Reading | None:
    """The numbers of the date that a text is or contains; None if it has none."""
    iso = _ISO.match(text)
    if iso:
        return checked(Reading("ymd", int(iso[1]), int(iso[2]), int(iso[3]), "-"))
    if len(text) > LONGEST_TEXT or not any(character.isdigit() for character in text):
        return None
    if _NUMBER.fullmatch(bare := text.strip()):
        return _read_number(float(bare), bare, typed=False)
    folded = fold(text)
    if not may_hold_date(folded):
        return None
    timeless = cut_time(folded)
    reading = _read_words(timeless)
    if reading and reading.form == "partial" and len(timeless) < len(folded.strip()):
        return reading._replace(
            c=2
        )  # with a time of day it was no decimal number, so the day has lost no zero
    return reading


def cut_time(folded: str) -> str:
    """A folded text without the times of day in it, and without the sign between two of them."""
    return " ".join(signs().time.sub(" ", folded).split()).rstrip(" -–—~")


def _read_words(text: str) -> Reading | None:
    text = signs().year.sub("", text)
    text = mark_months(patterns().weekday.sub("", patterns().rough.sub("", text)).strip(" ,;()[]"))
    text = signs().range.sub(lambda m: m[1] or m[2], text)
    for pattern, build in patterns().whole:
        match = pattern.fullmatch(text)
        reading = checked(build(match)) if match else None
        if reading:
            return reading
    return _read_span(text) or _read_inside(text)


def _read_span(text: str) -> Reading | None:
    """The first day of a span between two days ("5/3/2026-7/3/2026", "5 Mar - 7 Mar 2026")."""
    for sign in signs().span.finditer(text):
        last = _read_whole(text[sign.end() :])
        first = _read_whole(text[: sign.start()]) if last else None
        if first and last:
            return _with_year_of(first, last)
    return None


def _read_whole(text: str) -> Reading | None:
    """The day that the whole text is; None if it is not one, or only a month."""
    for pattern, build in patterns().whole:
        match = pattern.fullmatch(text)
        reading = checked(build(match)) if match else None
        if reading and reading.form not in ("month", "month or day", "week", "bare week"):
            return reading
    return None


def _with_year_of(first: Reading, last: Reading) -> Reading:
    """The first day of a span; if it has no year, with that of the last day, if both are written alike."""
    if first.form == "named day" and last.form == "named":
        return Reading("named", last.a, first.a, first.b)
    if first.form == "partial" and last.form == "numeric":
        return Reading("numeric", first.a, first.b, last.c, first.mark)
    return first


def _read_inside(text: str) -> Reading | None:
    """The first date among other words; None for a limit such as "before 24 January"."""
    for pattern, build in patterns().inside:
        match = pattern.search(text)
        reading = checked(build(match)) if match else None
        if match and reading:
            limited = patterns().bound.search(text[: match.start()]) or signs().bound.match(text, match.end())
            return None if limited else reading._replace(inside=True)
    return None


def _read_number(number: float, text: str, typed: bool) -> Reading | None:
    """A number as a day: a spreadsheet's day number, seconds since 1970, 20250304, or month.day (7.04)."""
    whole = int(number) if abs(number) < 1e19 else 0
    if whole == number and 19_500_101 <= whole <= 21_001_231:
        return checked(Reading("ymd", whole // 10_000, whole // 100 % 100, whole % 100))
    if whole == number and 195_001 <= whole <= 210_012:
        return checked(Reading("month", whole // 100, whole % 100))
    if SERIALS[0] <= number < SERIALS[1]:
        day = EXCEL_DAY_ZERO + timedelta(days=whole)
        return Reading("typed", day.year, day.month, day.day, "serial")
    for scale in (1, 1e3, 1e6, 1e9):
        if EPOCH[0] <= number / scale < EPOCH[1]:
            moment = datetime.fromtimestamp(number / scale, UTC)
            return Reading("typed", moment.year, moment.month, moment.day, "epoch")
    return _read_decimal(text, typed)


def _read_decimal(text: str, typed: bool) -> Reading | None:
    match = re.fullmatch(r"(\d{1,2})\.(\d{1,2})", text)
    if not match:
        return None
    return checked(Reading("partial", int(match[1]), int(match[2]), len(match[2]), "float" if typed else "."))
