"""Whether the cells of a column can be a field at all, and how much they look like it."""

from __future__ import annotations

from collections.abc import Callable

from lib.log.schema import DATE_FIELDS, FIELD_STAGES
from lib.log.table.contents import Contents


def contradicts(field: str, contents: Contents) -> bool:
    """Whether the cells cannot be this field, even if the header names it."""
    if contents.blank:
        return False
    if field in DATE_FIELDS:
        if field == "applied_on" and contents.told_days >= 0.8:
            return False
        return contents.dates < (0.15 if field in FIELD_STAGES else 0.33)
    rule = _CONTRADICTIONS.get(field)
    return rule is not None and rule(contents)


def _no_name(c: Contents) -> bool:
    return c.sure_dates > 0.6 or c.numbers > 0.6 or c.ids > 0.8 or c.packed > 0.5 or c.is_counter


def _no_words(c: Contents) -> bool:
    return c.sure_dates > 0.8 or c.numbers > 0.9


def _tells_funding(c: Contents) -> bool:
    return c.fundings >= 0.6 and not c.ends and c.roles < 0.3


_CONTRADICTIONS: dict[str, Callable[[Contents], bool]] = {
    "company": lambda c: _no_name(c) or c.urls > 0.6,
    "role": lambda c: (
        _no_name(c)
        or c.urls > 0.6
        or c.answers > 0.6
        or _tells_funding(c)
        or (c.statuses > 0.6 and c.ends and c.roles < 0.3)
    ),
    "status": lambda c: (
        c.sure_dates > 0.5
        or (c.numbers > 0.5 and c.statuses < 0.5)
        or c.urls > 0.3
        or c.regions >= 0.6
        or _tells_funding(c)
    ),
    "channel": lambda c: (
        _no_words(c)
        or c.answers > 0.7
        or (c.statuses > 0.6 and c.channels < 0.5)
        or (c.urls > 0.6 and c.hosts > 0.7 and len(c.cells) > 2)
    ),
    "location": lambda c: _no_words(c) or c.begin_answers > 0.6,
    "contact": lambda c: (
        c.sure_dates > 0.6
        or c.answers > 0.8
        or (c.phones > 0.6 and c.emails < 0.2)
        or (c.emails == 1 and len(c.values) == 1 and len(c.cells) > 2)
    ),
    "resume_version": lambda c: (
        c.dates > 0.6 or c.answers > 0.6 or (c.statuses + c.answers > 0.8 and c.ends and c.files < 0.3)
    ),
    "salary": lambda c: c.sure_dates > 0.6 or c.urls > 0.5,
    "url": lambda c: c.sure_dates > 0.6 or c.numbers > 0.6 or c.answers > 0.6,
    "feedback": lambda c: c.sure_dates > 0.6,
    "reason": lambda c: c.sure_dates > 0.6 or (c.statuses > 0.6 and c.ends and c.words < 4),
    "lesson": lambda c: c.sure_dates > 0.6,
    "feeling": lambda c: c.sure_dates > 0.6 or c.words > 4,
    "notes": lambda c: c.sure_dates > 0.9,
}


def fits(field: str, contents: Contents) -> float:
    """How well the cells agree with the field, 0 to 1."""
    rule = _FITS.get(field)
    return 0.0 if contents.blank or rule is None else rule(contents)


def fits_unnamed(field: str, contents: Contents) -> float:
    """How well the cells agree with the field, 0 to 1, if no header helps; job titles may be unknown ones."""
    fit = fits(field, contents)
    if field != "role" or contents.blank or fits_company(contents) == 0 or contents.places > 0.5:
        return fit
    return max(fit, 0.6 * contents.variety)


def fits_company(c: Contents) -> float:
    """How much the cells look like names of employers, 0 to 1."""
    if _no_name(c) or c.urls > 0.3 or c.files > 0.3 or c.emails > 0.3 or c.answers > 0.4 or c.statuses > 0.6:
        return 0.0
    if c.letters < 0.6 or c.words > 10:
        return 0.0
    return max(
        0.0,
        min(1.0, 0.5 + c.companies - 0.8 * c.roles - 0.5 * c.places - 0.1 * max(c.words - 4, 0)) * c.variety,
    )


def _fits_role(c: Contents) -> float:
    return (
        0.0
        if _no_name(c) or c.urls > 0.3 or c.files > 0.3 or c.words > 15
        else c.roles * min(1.0, 0.4 + c.variety)
    )


def _fits_status(c: Contents) -> float:
    if (
        c.sure_dates > 0.5
        or c.numbers > 0.5
        or c.answers > 0.8
        or c.roles > 0.3
        or (c.digits > 0.5 and c.filling < 0.5)
    ):
        return 0.0
    return c.statuses * (0.8 + 0.2 * c.ends)


def _fits_notes(c: Contents) -> float:
    return min(1.0, c.words / 12) if c.words >= 4 and c.urls < 0.5 and c.roles < 0.5 else 0.0


_FITS: dict[str, Callable[[Contents], float]] = {
    "company": fits_company,
    "role": _fits_role,
    "status": _fits_status,
    **dict.fromkeys(DATE_FIELDS, lambda c: c.dates),
    "channel": lambda c: c.channels * (1 - c.sure_dates),
    "location": lambda c: c.places * (1 - c.roles) if c.words < 8 else 0.0,
    "url": lambda c: c.urls,
    "notes": _fits_notes,
    "contact": lambda c: c.emails,
}
