"""The patterns of written days, and the numbers that each of them gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from lib.log import vocabulary
from lib.log.values.lexicon import fold
from lib.log.vocabulary import either

Form = Literal[
    "typed",
    "ymd",
    "named",
    "numeric",
    "short",
    "named day",
    "partial",
    "month",
    "month or day",
    "week",
    "bare week",
]


class Reading(NamedTuple):
    """The numbers of a date as they are written, before the order of day and month is chosen.

    `typed`, `ymd`, `named`: year, month, day. `numeric`: two numbers and a year. `short`: three numbers of
    two digits. `named day`: month, day. `partial`: two numbers. `month`: year, month. `month or day`: month
    and a number ("Mar-25"). `week`: year, month and day of the Monday of a week. `bare week`: about the
    month and day on which a week without a year begins, and its number ("KW 12").
    """

    form: Form
    a: int
    b: int
    c: int = 0
    mark: str = ""
    """The sign between the numbers; `..` if a dot follows them as well, `float` for a decimal number."""
    inside: bool = False
    """Whether there are other words around the date."""


_WORDS = re.compile(r"[^\W\d_]+")
LAST_WEEK = 53
"""No year has more weeks."""
OGHAM = 0x1681
"""Ogham, a script that nobody uses, stands for months: its first letter, then one for the month."""

Build = Callable[[re.Match[str]], Reading]


class Patterns(NamedTuple):
    """The compiled patterns; `whole` for a text that is a date, `inside` for a date among other words."""

    whole: tuple[tuple[re.Pattern[str], Build], ...]
    inside: tuple[tuple[re.Pattern[str], Build], ...]
    weekday: re.Pattern[str]
    rough: re.Pattern[str]
    bound: re.Pattern[str]
    figures: re.Pattern[str]
    """A pattern that every date in figures contains: two numbers with a sign between them."""
    months: dict[str, str]
    """Folded name of a month → the two Ogham letters that replace it before a text is searched."""


def may_hold_date(folded: str) -> bool:
    """Whether a text has two numbers with a sign between them, or a month's name: a fast first test."""
    found = patterns()
    return bool(found.figures.search(folded)) or not found.months.keys().isdisjoint(_WORDS.findall(folded))


def mark_months(folded: str) -> str:
    """The text with each month's name, in any language, replaced by two Ogham letters."""
    months = patterns().months

    def mark(word: re.Match[str]) -> str:
        name = word[0]
        if name[:2] in vocabulary.small_words("day_ending") and name[2:] in months:
            return name[:2] + months[name[2:]]
        return months.get(name, name)

    return _WORDS.sub(mark, folded)


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has such a day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31):
        return False
    if month == 2:
        return day <= 28 + (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return day <= 31 - (month in (4, 6, 9, 11))


def checked(reading: Reading) -> Reading | None:
    """The reading, if its numbers are a day of the calendar in some order; else None."""
    form, a, b, c = reading[:4]
    if form == "ymd" and b > 12 >= c:
        reading, b, c = reading._replace(b=c, c=b, mark="swapped"), c, b
    days = {
        "typed": [(a, b, c)],
        "week": [(a, b, c)],
        "bare week": [(2000, a, b)],
        "ymd": [(a, b, c)],
        "named": [(a, b, c)],
        "numeric": [(c, a, b), (c, b, a)],
        "short": [(2000 + c, a, b), (2000 + c, b, a), (2000 + a, b, c)],
        "partial": [(2000, a, b), (2000, b, a)],
        "named day": [(2000, a, b)],
        "month": [(a, b, 1)],
        "month or day": [(2000, a, 1)],
    }[form]
    return reading if any(is_day(*day) for day in days) else None


@cache
def patterns() -> Patterns:
    """Every pattern, with the names of months and weekdays of all languages."""
    words = vocabulary.load()
    whole = [*_weeks(), *_numeric(), *_named(), *_partial()]
    inside = [*_named(), *_numeric(), *_east_asian_day(), *_leading_partial()]
    weekday = _either(fold(word) for word in words.weekdays)
    return Patterns(
        whole=tuple((re.compile(pattern), build) for pattern, build in whole),
        inside=tuple((re.compile(rf"(?<![\w.\-/]){pattern}(?![\d\-/])"), build) for pattern, build in inside),
        weekday=re.compile(
            rf"^(?:{weekday})\b\.?[,\s]+(?=.*\d)|[\s,(]+(?:{weekday})\b\.?\)?$|\([月火水木金土日一二三四五六]\)"
        ),
        rough=re.compile(
            rf"^(?:{_either(fold(word) for word in words.bounds['about'])})\.?\s*(?=[\d\w])|^~\s*"
        ),
        bound=re.compile(
            rf"(?:^|\b)(?:{_either(fold(word) for word in words.bounds['limit'])})\s*"
            rf"(?:(?:{either('of')})\s+)?$"
        ),
        figures=re.compile(
            r"\d\s*[-/._年月년월]\s*\d|\d{6}|\d (?=\d)|[年月년월]|\d{4}-?\s?k?w|w\d|\d, ?\d{4}"
            rf"|^\s*(?:{either('week')}|{either('short_week')})[. ]*\d"
        ),
        months={fold(name): chr(OGHAM) + chr(OGHAM + number) for name, number in words.months.items()},
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def _weeks() -> list[tuple[str, Build]]:
    """Patterns for ISO 8601 weeks; a week is read as its Monday. "V2" is a version, and "v 2" a week."""
    name = f"(?:{either('week')}|{either('short_week')})"
    return [
        (
            rf"(?:(?:{either('week')})\.?\s*|(?:{either('short_week')})(?:\.\s*|\s+))(?P<week>\d{{1,2}})\.?",
            _bare_week,
        ),
        (rf"(?P<year>\d{{4}})[-/\s]*{name}\.?\s*(?P<week>\d{{1,2}})", _monday),
        (rf"{name}\.?\s*(?P<week>\d{{1,2}})(?:[-/.,\s]|\b(?:{either('of')})\b)+(?P<year>\d{{4}})", _monday),
    ]


def _bare_week(match: re.Match[str]) -> Reading:
    number = int(match["week"])
    if not 1 <= number <= LAST_WEEK:
        return Reading("bare week", 0, 0)
    day = date(2001, 1, 1) + timedelta(weeks=number - 1)  # a year that began on a Monday
    return Reading("bare week", day.month, day.day, number)


def _monday(match: re.Match[str]) -> Reading:
    try:
        day = date.fromisocalendar(int(match["year"]), int(match["week"]), 1)
    except ValueError:
        return Reading("week", 0, 0)
    return Reading("week", day.year, day.month, day.day)


def _numeric() -> list[tuple[str, Build]]:
    """Patterns for days and months in figures, with a year."""
    return [
        (
            r"(\d{4})\s*([-/._年년])\s*(\d{1,2})\s*[-/._月월]\s*(\d{1,2})\s*[日号號일]?(?:[t ]\d{4,6}z?)?",
            _year_first,
        ),
        (r"(\d{2})\s*([年년])\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?", _short_year_first),
        (r"(\d{4})(\d{2})(\d{2})(?:t\d{4,6}z?)?", lambda m: Reading("ymd", int(m[1]), int(m[2]), int(m[3]))),
        (r"(?:令和|r)\s*(\d{1,2}|元)[年.]\s*(\d{1,2})[月.]\s*(\d{1,2})日?", _reiwa),
        (r"(?:民國)?\s*(1[0-3]\d)\s*[/.年]\s*(\d{1,2})\s*[/.月]\s*(\d{1,2})日?", _minguo),
        (r"(\d{1,2})\s*([-/._])\s*(\d{1,2})\s*[-/._]\s*(\d{4})\.?", _year_last),
        (r"(\d{1,2})\s*([-/._])\s*(\d{1,2})\s*[-/._]\s*'?(\d{2})\.?", _short),
        (r"(\d{1,2}) (\d{1,2}) (\d{4})", lambda m: Reading("numeric", int(m[1]), int(m[2]), int(m[3]), " ")),
        (r"(\d{4})\s*[-/._年년]\s*(\d{1,2})\s*[月월]?份?", lambda m: Reading("month", int(m[1]), int(m[2]))),
        (r"(\d{1,2})\s*[-/._]\s*(\d{4})", lambda m: Reading("month", int(m[2]), int(m[1]))),
    ]


def _year_first(match: re.Match[str]) -> Reading:
    return Reading("ymd", int(match[1]), int(match[3]), int(match[4]), match[2])


def _short_year_first(match: re.Match[str]) -> Reading:
    return Reading("ymd", 2000 + int(match[1]), int(match[3]), int(match[4]), match[2])


def _year_last(match: re.Match[str]) -> Reading:
    return Reading("numeric", int(match[1]), int(match[3]), int(match[4]), match[2])


def _short(match: re.Match[str]) -> Reading:
    return Reading("short", int(match[1]), int(match[3]), int(match[4]), match[2])


def _reiwa(match: re.Match[str]) -> Reading:
    year = 1 if match[1] == "元" else int(match[1])
    return Reading("ymd", 2018 + year, int(match[2]), int(match[3]))


def _minguo(match: re.Match[str]) -> Reading:
    return Reading("ymd", 1911 + int(match[1]), int(match[2]), int(match[3]))


def _named() -> list[tuple[str, Build]]:
    """Patterns for days with a month's name, with or without a year."""
    name = rf"{chr(OGHAM)}(?P<month>[{chr(OGHAM + 1)}-{chr(OGHAM + 12)}])(?![^\W\d_])\.?"
    day = rf"(?P<day>\d{{1,2}})(?:{either('day_ending')}|[º°ª])?\.?"
    year = r"(?P<year>\d{4}|'\d{2})"
    gap, of = r"[\s\-/._,]*", rf"(?:(?:{either('of')})\s+)?"

    def number(match: re.Match[str]) -> int:
        return ord(match["month"]) - OGHAM

    def full(match: re.Match[str]) -> Reading:
        return Reading("named", full_year(match["year"]), number(match), int(match["day"]))

    def yearless(match: re.Match[str]) -> Reading:
        return Reading("named day", number(match), int(match["day"]))

    def month(match: re.Match[str]) -> Reading:
        return Reading("month", full_year(match["year"]), number(match))

    def month_or_day(match: re.Match[str]) -> Reading:
        return Reading("month or day", number(match), int(match["day"]))

    return [
        (
            rf"{day}{gap}{of}{name}{gap}{of}(?:{year}|(?P<short>\d{{2}}))(?!\d)",
            _with_short_year(full, number),
        ),
        (rf"{name}{gap}{of}{day}(?:[\s,/]+|-){year}(?!\d)", full),
        (rf"{name}[\s.]{gap}{day},?\s+(?P<short>\d{{2}})(?!\d)", _with_short_year(full, number)),
        (rf"(?P<year>\d{{4}}){gap}{name}{gap}{day}", full),
        (rf"{name}{gap}{of}{year}(?!\d)", month),
        (rf"(?P<year>\d{{4}}){gap}{name}", month),
        (rf"{day}{gap}{of}{name}", yearless),
        (rf"{name}-(?P<day>\d{{2}})(?!\d)", month_or_day),
        (rf"{name}{gap}{of}{day}", yearless),
    ]


def _with_short_year(full: Build, number: Callable[[re.Match[str]], int]) -> Build:
    def build(match: re.Match[str]) -> Reading:
        if match["short"]:
            return Reading("named", full_year("'" + match["short"]), number(match), int(match["day"]))
        return full(match)

    return build


def full_year(text: str) -> int:
    """The year: four digits as they are; two digits up to 79 are in this century, else in the last."""
    year = int(text.strip("'"))
    if len(text.strip("'")) > 2:
        return year
    return 2000 + year if year < 80 else 1900 + year


def _east_asian_day() -> list[tuple[str, Build]]:
    return [
        (
            r"(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?",
            lambda m: Reading("named day", int(m[1]), int(m[2])),
        )
    ]


def with_year(text: str, year: int) -> str:
    """A day written without a year, with one, else the text: "2/26/2025" for "2/26", "5 March 2025"."""
    if (figures := _BARE_FIGURES.fullmatch(text.strip())) is not None:
        first, mark, second = figures.groups()
        return f"{first}{mark}{second}{mark}{year}"
    if (named := _BARE_EAST_ASIAN.fullmatch(text.strip())) is not None:
        return f"{year}-{named[1]}-{named[2]}"
    words = _WORDS.findall(fold(text))
    bare = len(re.findall(r"\d+", text)) == 1 and any(word in patterns().months for word in words)
    return f"{text.strip()} {year}" if bare and len(words) <= 2 else text


_BARE_FIGURES = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\.?")
_BARE_EAST_ASIAN = re.compile(r"(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?")


def _partial() -> list[tuple[str, Build]]:
    """Patterns for days in figures without a year."""
    return [*_east_asian_day(), (r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*(\.?)", _two_numbers)]


def _two_numbers(match: re.Match[str]) -> Reading:
    mark = ".." if match[4] else match[2]
    return Reading("partial", int(match[1]), int(match[3]), len(match[3]), mark)


def _leading_partial() -> list[tuple[str, Build]]:
    """Patterns for two numbers that begin a text ("7.17 written test"); elsewhere they are not a day."""
    east_asian, after_slash = r"(?=\s*[\u3040-\u30ff\u4e00-\u9fff])", r"(?=\s*[^\W\d]{2}|\s*[-:–])"
    return [
        (rf"(?<!.)(\d{{1,2}})([-/.])(\d{{1,2}})(\.?){east_asian}", _two_numbers),
        (rf"(?<!.)(\d{{1,2}})(/)(\d{{1,2}})(\.?){after_slash}", _two_numbers),
    ]
