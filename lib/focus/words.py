"""Counts, shares and days as a person reads them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def counted(count: int, noun: str) -> str:
    """A count with its noun.

    >>> counted(1, "rejection"), counted(3, "rejection")
    ('1 rejection', '3 rejections')
    """
    return f"{count} {noun}" + ("" if count == 1 else "s")


def untold(rejections: int) -> str:
    """Rejections whose stage is not known.

    >>> untold(1), untold(3)
    ('1 rejection doesn’t say how far it got', '3 rejections don’t say how far they got')
    """
    said = "doesn’t say how far it got" if rejections == 1 else "don’t say how far they got"
    return f"{counted(rejections, 'rejection')} {said}"


def share_of(hits: int, trials: int) -> str:
    """Counts first, then the share where at least five trials carry one.

    >>> share_of(4, 31), share_of(1, 3)
    ('4 of 31 (13%)', '1 of 3')
    """
    if trials < 5:
        return f"{hits} of {trials}"
    return f"{hits} of {trials} ({hits / trials:.0%})"


def capitalised(text: str) -> str:
    """A sentence with a capital to begin with; the rest stays as it is.

    >>> capitalised("no interview at IBM")
    'No interview at IBM'
    """
    return text[:1].upper() + text[1:]


def long_day(day: date) -> str:
    """A day in running text.

    >>> long_day(date(2026, 11, 3))
    '3 November'
    """
    return f"{day.day} {MONTHS[day.month - 1]}"


def dated(day: date, now: date) -> str:
    """A day in running text, with its year where that is not the year of `now`.

    >>> dated(date(2026, 11, 3), date(2026, 11, 23)), dated(date(2024, 8, 26), date(2026, 11, 23))
    ('3 November', '26 August 2024')
    """
    return long_day(day) if day.year == now.year else f"{long_day(day)} {day.year}"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])
    ('A', 'A and B', 'A, B and C')
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
