"""Counts, shares and days as a person reads them."""

from __future__ import annotations

from datetime import date


def counted(count: int, noun: str) -> str:
    """A count with its noun.

    >>> counted(1, "rejection"), counted(3, "rejection")
    ('1 rejection', '3 rejections')
    """
    return f"{count} {noun}" + ("" if count == 1 else "s")


def share_of(hits: int, trials: int) -> str:
    """Counts first, then the share where at least five trials carry one.

    >>> share_of(4, 31), share_of(1, 3)
    ('4 of 31 (13%)', '1 of 3')
    """
    if trials < 5:
        return f"{hits} of {trials}"
    return f"{hits} of {trials} ({hits / trials:.0%})"


def long_day(day: date) -> str:
    """A day in running text.

    >>> long_day(date(2026, 11, 3))
    '3 November'
    """
    return f"{day.day} {MONTHS[day.month - 1]}"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
