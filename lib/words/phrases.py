"""How counts, shares, lists, days and spans are said, the same on the screen and in every download."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date

FEW = 5
"""A share is given beside the counts from this many trials on; of fewer, a percentage would say too much."""

NOTHING = "–"
"""What is shown where there is no number."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun.

    >>> counted(1, "application"), counted(0, "application"), counted(1200, "reply", "replies")
    ('1 application', '0 applications', '1,200 replies')
    """
    return f"{count:,} {agreeing(count, noun, plural or noun + 's')}"


def agreeing(count: int, one: str, several: str) -> str:
    """The form of a word that goes with a count, singular or plural.

    >>> agreeing(1, "says", "say"), agreeing(0, "says", "say"), agreeing(2, "it", "them")
    ('says', 'say', 'them')
    """
    return one if count == 1 else several


def untold(rejections: int) -> str:
    """The words for rejections of which the log does not say how far they got.

    >>> untold(1), untold(3)
    ('1 rejection doesn’t say how far it got', '3 rejections don’t say how far they got')
    """
    said = agreeing(rejections, "doesn’t say how far it got", "don’t say how far they got")
    return f"{counted(rejections, 'rejection')} {said}"


def with_article(noun: str) -> str:
    """A noun with "a" or "an" before it, by its first letter.

    >>> with_article("interview"), with_article("final round")
    ('an interview', 'a final round')
    """
    return f"an {noun}" if noun[:1].lower() in "aeiou" else f"a {noun}"


def percent(share: float) -> str:
    """A share as a whole percentage; never 0% or 100% unless it is exactly that. NaN is no number to show.

    Halves go up, as spreadsheet programs round them: the workbook shows the same number as the page.

    >>> percent(0.2), percent(0.001), percent(0.999), percent(1 / 8), percent(57 / 200), percent(math.nan)
    ('20%', 'under 1%', 'over 99%', '13%', '29%', '–')
    """
    if math.isnan(share):
        return NOTHING
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{math.floor(100 * share + 0.5 + 1e-9)}%"


def change(share: float) -> str:
    """A relative change as people say it: 0.41 is 41% more.

    >>> change(0.41), change(-0.2), change(0.001)
    ('+41%', '−20%', 'no change')
    """
    return "no change" if abs(share) < 0.005 else f"{share:+.0%}".replace("-", "−")


def counts_of(hits: int, trials: int) -> str:
    """Hits and trials without a share.

    >>> counts_of(4, 31), counts_of(1200, 1437), counts_of(0, 0)
    ('4 of 31', '1,200 of 1,437', '0 of 0')
    """
    return f"{hits:,} of {trials:,}"


def share_of(hits: int, trials: int) -> str:
    """Hits and trials, then the share; no share for few trials, or where the hits are none or all.

    >>> share_of(4, 31), share_of(1, 3), share_of(0, 13), share_of(13, 13)
    ('4 of 31 (13%)', '1 of 3', '0 of 13', '13 of 13')
    """
    share = f" ({percent(hits / trials)})" if trials >= FEW and 0 < hits < trials else ""
    return counts_of(hits, trials) + share


def share_between(hits: int, trials: int, most: int) -> str:
    """As `share_of`, where nobody knows whether `trials` or up to `most` count: then both ends, if any hit.

    >>> share_between(57, 69, 159), share_between(4, 31, 31), share_between(0, 2, 8)
    ('between 57 of 159 (36%) and 57 of 69 (83%)', '4 of 31 (13%)', '0 of 2')
    """
    if most == trials or not hits:
        return share_of(hits, trials)
    return f"between {share_of(hits, most)} and {share_of(hits, trials)}"


def listed(names: Iterable[str]) -> str:
    """Names joined for a sentence, with "and" before the last.

    >>> listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"]), listed([])
    ('A', 'A and B', 'A, B and C', '')
    """
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def capitalised(text: str) -> str:
    """A sentence with a capital to begin with; the rest stays as it is.

    >>> capitalised("no interview at IBM")
    'No interview at IBM'
    """
    return text[:1].upper() + text[1:]


def long_day(day: date) -> str:
    """A day of this year in running text.

    >>> long_day(date(2026, 11, 3))
    '3 November'
    """
    return f"{day.day} {MONTHS[day.month - 1]}"


def full_day(day: date) -> str:
    """A day with its year.

    >>> full_day(date(2026, 3, 4))
    '4 March 2026'
    """
    return f"{long_day(day)} {day.year}"


def dated(day: date, now: date) -> str:
    """A day in running text, with its year where that is not the year of `now`.

    >>> dated(date(2026, 11, 3), date(2026, 11, 23)), dated(date(2024, 8, 26), date(2026, 11, 23))
    ('3 November', '26 August 2024')
    """
    return long_day(day) if day.year == now.year else full_day(day)


def named_day(day: date) -> str:
    """A day with its weekday and year, short enough for a cell.

    >>> named_day(date(2026, 11, 25))
    'Wed 25 Nov 2026'
    """
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def span(days: int) -> str:
    """A number of days in words, in days, weeks, months or years.

    Days up to four weeks (whole weeks as weeks), then weeks up to three months, months up to two years.

    >>> span(1), span(12), span(28), span(45), span(150), span(638)
    ('1 day', '12 days', '4 weeks', '6 weeks', '5 months', '21 months')
    >>> span(800)
    '2 years'
    """
    if days >= 730:
        return counted(round(days / 365.25), "year")
    if days >= 90:
        return counted(round(days / 30.44), "month")
    if days > 28 or (days >= 14 and days % 7 == 0):
        return counted(round(days / 7), "week")
    return counted(days, "day")


def ago(day: date, now: date) -> str:
    """How long a day lies back, and which it was.

    >>> ago(date(2026, 11, 23), date(2026, 11, 23)), ago(date(2026, 11, 22), date(2026, 11, 23))
    ('today', 'yesterday')
    >>> ago(date(2026, 11, 3), date(2026, 11, 23)), ago(date(2025, 2, 1), date(2026, 11, 1))
    ('20 days ago, on 3 November', '21 months ago, on 1 February 2025')
    """
    days = (now - day).days
    if days in (0, 1):
        return ("today", "yesterday")[days]
    return f"{span(days)} ago, on {dated(day, now)}"
