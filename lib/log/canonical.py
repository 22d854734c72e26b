"""The canonical columns of a table: text, days, channels, stages and outcomes, in the rows of the table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from lib.log.blocks import spread_over_blocks
from lib.log.files.arrays import TEXT, Days, Flags, all_match, holds_any
from lib.log.files.sheets import Cell, Column, as_text
from lib.log.progress import Standing, answered
from lib.log.rows import present
from lib.log.schema import (
    CHANNEL_TYPE,
    CHANNELS,
    DATE_FIELDS,
    EXTRA,
    LOG_COLUMNS,
    OUTCOME_TYPE,
    OUTCOMES,
    STAGE_DATES,
    STAGE_TYPE,
    STAGES,
    TEXT_FIELDS,
    Choices,
    DateOrder,
    Repair,
)
from lib.log.table.contents import Contents, is_empty
from lib.log.table.header import Table
from lib.log.table.names import plain
from lib.log.table.status_columns import StatusColumns
from lib.log.table.wording import usual_order
from lib.log.told_years import read_in_years
from lib.log.values.channels import is_referral, names_referrer, read_channel
from lib.log.values.dates import DateColumn, read_dates
from lib.log.values.status_days import find_order, read_end_days, read_sent_days, read_step_days
from lib.log.values.statuses import read_status
from lib.log.vocabulary import small_words

DITTO_MARKS = ("↳", '"', "''", "〃", "″")
"""Marks for "the same as above"."""
ONE_SITE = 0.34
"""Links count as leading to one site if there are at most this many different sites for each link."""
LONG = 2_000
"""In a column of this many rows or more, each distinct date is read only once, if all have their year."""
YEAR = r"(?:^|\D)(?:19|20)\d\d(?:\D|$)"
_YEAR = re.compile(YEAR)
DATED_SHARE = 0.15
"""The days of a stage column are read if at least this share of its cells are days."""


@dataclass(frozen=True)
class Dates:
    """The days of every date field, how they were read, and what was repaired."""

    fields: Mapping[str, Days]
    order: DateOrder | None
    undecided: int
    """How many rows would have another day in the other order of day and month, while nothing decides it."""
    months: Flags
    """Rows that give only the month they were sent in."""
    repairs: tuple[Repair, ...]


def read_all_dates(
    table: Table,
    served: Mapping[str, int],
    evidence: StatusColumns,
    contents: Sequence[Contents],
    as_of: date,
    choices: Choices,
) -> Dates:
    """The days of every date field; the first column that decides the order of day and month helps others."""
    wanted = [(field, served[field]) for field in DATE_FIELDS if field in served]
    taken = set(served.values())
    for mark in evidence.stages:
        if (
            mark.stage in STAGES[1:]
            and mark.position not in taken
            and contents[mark.position].dates >= DATED_SHARE
        ):
            wanted.append((STAGE_DATES[mark.stage], mark.position))
    days: dict[str, Days] = {}
    repairs: list[Repair] = []
    order: DateOrder | None = None
    usual = usual_order(table.labels)
    undecided = 0
    months = np.zeros(len(table), bool)
    for field, at in wanted:
        after = days.get("applied_on") if field != "applied_on" else None
        column = _read_days(table, at, as_of, choices.day_first, order or usual, after)
        days[field] = _earlier(days.get(field), _exact_days(column))
        repairs += _repairs(table, field, column)
        if field == "applied_on":
            days[field], spread = spread_over_blocks(days[field], table, at)
            repairs += spread
        order = order or (column.order if column.decided or field == "applied_on" else None)
        undecided += 0 if column.decided or _read_otherwise(order, column) else int(column.ambiguous)
        months |= ~np.isnat(column.days) & ~column.exact & (field == "applied_on")
    if order is None and (told := _wordy(table, evidence)):
        found = find_order(told, as_of, choices.day_first, usual)
        order, undecided = found.order, undecided + found.ambiguous
    _add_told_days(days, table, evidence, order)
    if "replied_on" not in days and _tells_rejections(table, served):
        days["replied_on"] = days["closed_on"]
    return Dates(days, order, undecided, months, tuple(repairs))


def _wordy(table: Table, evidence: StatusColumns) -> list[Column]:
    """The columns whose words may have days among them."""
    at = [*evidence.histories, *([] if evidence.status is None else [evidence.status])]
    return [table.columns[i] for i in at]


def _add_told_days(
    days: dict[str, Days], table: Table, evidence: StatusColumns, order: DateOrder | None
) -> None:
    """Add days that have no column of their own, but are in a status or a history."""
    told: list[tuple[str, Days]] = []
    if evidence.status is not None:
        closed, replied = read_end_days(table.columns[evidence.status], order)
        told += [("closed_on", closed), ("replied_on", replied)]
    told += [("applied_on", read_sent_days(table.columns[at], order)) for at in evidence.histories]
    paths = _wordy(table, evidence)
    steps = [item for column in paths for item in read_step_days(column, order).items()]
    for field, found in [*told, *steps]:
        if not np.isnat(found).all():
            known = days.get(field, np.full(len(table), np.datetime64("NaT", "D")))
            days[field] = np.where(np.isnat(known), found, known)


def _tells_rejections(table: Table, served: Mapping[str, int]) -> bool:
    """Whether the column of end days is one of rejections, so that each day is a reply of the employer."""
    at = served.get("closed_on")
    return at is not None and read_status(table.labels[at]).outcome == "rejected"


def _read_days(
    table: Table, at: int, as_of: date, day_first: bool | None, hint: DateOrder | None, after: Days | None
) -> DateColumn:
    """The days of a column, read by distinct value if all have their year, else row by row."""
    column = table.columns[at]
    if len(column) < LONG or not _name_years(column):
        cells = column.objects()

        def read_rows(bound: date, rows: Flags) -> DateColumn:
            sent = None if after is None else after[rows]
            return read_dates(cells[rows], as_of=bound, day_first=day_first, hint=hint, after=sent)

        bare = np.array([not _names_year(value) for value in [*column.values, ""]], bool)[column.codes]
        return read_in_years(table, as_of, read_rows, bare) if bare.any() else read_rows(as_of, ~bare)
    read = read_dates(column.values, as_of=as_of, day_first=day_first, hint=hint)
    codes, counts = column.codes, column.counts
    mended = {index: (before, after, why) for index, before, after, why in read.repairs}
    is_mended = np.zeros(len(counts) + 1, bool)
    is_mended[list(mended)] = True
    rows = np.flatnonzero(is_mended[codes])
    return DateColumn(
        days=np.append(read.days, np.datetime64("NaT", "D"))[codes],
        exact=np.append(read.exact, False)[codes],
        order=read.order,
        decided=read.decided,
        ambiguous=round(read.ambiguous / max(len(counts), 1) * int(counts.sum())),
        repairs=tuple((int(row), *mended[int(codes[row])]) for row in rows),
    )


def _name_years(column: Column) -> bool:
    """Whether every value contains its year."""
    if not isinstance(column.distinct, list):
        return all_match(column.distinct, YEAR)
    return all(map(_names_year, column.values))


def _names_year(value: Cell) -> bool:
    return isinstance(value, date) or (isinstance(value, str) and _YEAR.search(value) is not None)


def _read_otherwise(order: DateOrder | None, column: DateColumn) -> bool:
    """Whether the column has its days in another order than the one that the log goes by."""
    return order is not None and column.order != order


def _exact_days(column: DateColumn) -> Days:
    return np.where(column.exact, column.days, np.datetime64("NaT", "D")).astype("datetime64[D]")


def _earlier(one: Days | None, other: Days) -> Days:
    return other if one is None else np.fmin(one, other)


def _repairs(table: Table, field: str, column: DateColumn) -> list[Repair]:
    return [
        Repair(int(table.rows[i]), field, as_text(before), as_text(after), why, _sheet(table, i))
        for i, before, after, why in column.repairs
    ]


def _sheet(table: Table, row: int) -> str | None:
    return table.sheets[table.origin[row]] or None


def build_frame(
    table: Table, served: Mapping[str, int], extras: Sequence[int], standing: Standing, dates: Dates
) -> pd.DataFrame:
    """All columns of the canonical log, then the further ones (`extras`), for every row of the table."""
    rows = len(table)
    columns: dict[str, Any] = dict.fromkeys(LOG_COLUMNS)
    columns["row"] = table.rows.astype(np.int64)
    columns["sheet"] = _sheets(table)
    no_text, no_day = _no_text(rows), _days(np.full(rows, np.datetime64("NaT", "D")))
    for field in TEXT_FIELDS:
        columns[field] = _texts(table.columns[served[field]], field) if field in served else no_text
    for field in DATE_FIELDS:
        columns[field] = _days(dates.fields[field]) if field in dates.fields else no_day
    columns["stage"] = pd.Categorical.from_codes(standing.stage, dtype=STAGE_TYPE)
    columns["stage_known"] = standing.known
    columns["outcome"] = _outcomes(standing)
    columns["answered"] = answered(standing) | _has_any_day(dates.fields, rows)
    columns["channel"] = _with_referrals(_channels(_ways(table, served), rows), table, served)
    columns["feeling"] = _feelings(table.columns[served["feeling"]] if "feeling" in served else None, rows)
    for at in extras:
        columns[EXTRA + table.headers[at]] = table.columns[at].texts()
    arrays = {name: getattr(column, "array", column) for name, column in columns.items()}
    return pd.DataFrame(arrays, copy=False)


def _has_any_day(days: Mapping[str, Days], rows: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which rows have the day of a reply."""
    return ~np.isnat(days["replied_on"]) if "replied_on" in days else np.zeros(rows, bool)


def _sheets(table: Table) -> pd.Series:
    if table.sheets == ("",):
        return _no_text(len(table))
    names = pd.array([name or None for name in table.sheets], dtype="str")
    return pd.Series(names.take(table.origin))


def _no_text(rows: int) -> pd.Series:
    return pd.Series(pd.array(pa.nulls(rows, TEXT), dtype="str"))


def _texts(column: Column, field: str) -> pd.Series:
    texts = column.texts()
    held = present(column)
    if (held != column.filled).any():
        texts = texts.where(held)
    if field in ("company", "role") and column.mentions("://"):
        texts = _without_links(texts)
    if field == "contact" and column.mentions("("):
        texts = texts.map(lambda text: _named_role(text)[0], na_action="ignore")
    if field in ("company", "role") and holds_any(column.distinct, _dittos()):
        ditto = texts.isin(_dittos())
        return texts.mask(ditto).ffill().where(ditto, texts)
    return texts


_BRACKETS = re.compile(r"\s*[(\[（]([^()\[\]（）]*)[)\]）]\s*$")


def _named_role(contact: str) -> tuple[str, frozenset[str]]:
    """(name, roles) of a contact such as "Ada (Recruiter, Referral)"; no roles if it names none."""
    found = _BRACKETS.search(contact)
    said = frozenset(plain(part) for part in re.split(r"[,;/&+]", found[1])) if found else frozenset()
    known = said and said <= small_words("contact_role")
    return (contact[: found.start()], said) if found and known else (contact, frozenset())


@cache
def _dittos() -> tuple[str, ...]:
    """Marks and words for "the same as above"."""
    words = small_words("ditto")
    return (*DITTO_MARKS, *words, *(word.capitalize() for word in words))


def _without_links(texts: pd.Series) -> pd.Series:
    """The names without the web addresses that they link to."""
    linked = texts.str.contains("://", regex=False).fillna(False).astype(bool)
    if not linked.any():
        return texts
    return texts.mask(linked, texts[linked].map(_shown_name))


def _shown_name(text: str) -> str:
    """The name shown for a link: Acme for `[Acme](https://…)`, `Acme (https://…)` or a HYPERLINK formula."""
    match = _LINK.match(text)
    return next(filter(None, match.groups()), text).strip() if match else text


_LINK = re.compile(
    r"\s*\[([^\]]+)\]\(\S+\)\s*$|\s*=HYPERLINK\(\s*\"[^\"]*\"\s*[,;]\s*\"([^\"]+)\"\s*\)\s*$|(.*\S)\s+\(https?://\S+\)\s*$",
    re.IGNORECASE,
)


def _days(days: Days) -> pd.Series:
    return pd.Series(days.astype("datetime64[us]"))


def _outcomes(standing: Standing) -> pd.Categorical:
    codes = np.where(standing.state < len(OUTCOMES), standing.state, OUTCOMES.index("open"))
    return pd.Categorical.from_codes(codes, dtype=OUTCOME_TYPE)


def _ways(table: Table, served: Mapping[str, int]) -> Column | None:
    """The column that says how each application was sent.

    Without one it is the column of links, if all lead to one job board (`read_channel` knows the boards).
    """
    if "channel" in served or "url" not in served:
        return table.columns[served["channel"]] if "channel" in served else None
    links = table.columns[served["url"]]
    alike = Contents(links).hosts <= ONE_SITE and links.filled.any()
    return links if alike and all(read_channel(as_text(v)) == "board" for v in links.sample[:20]) else None


def _with_referrals(ways: pd.Categorical, table: Table, served: Mapping[str, int]) -> pd.Categorical:
    """The channels, changed to a referral where a "Referral" column has a yes, a tick or a name.

    A contact marked as the referral counts as well: "Ada (Referral)".
    """
    codes = ways.codes.copy()
    used = set(served.values()) - {served.get("channel")}
    for at, label in enumerate(table.labels):
        if at not in used and is_referral(label):
            column = table.columns[at]
            said = [not is_empty(value) and names_referrer(as_text(value)) for value in column.values]
            codes[np.array([*said, False], bool)[column.codes]] = CHANNELS.index("referral")
    if "contact" in served:
        column = table.columns[served["contact"]]
        roles = [_named_role(as_text(value))[1] for value in column.values]
        said = [any(is_referral(role) for role in names) for names in roles]
        codes[np.array([*said, False], bool)[column.codes]] = CHANNELS.index("referral")
    return pd.Categorical.from_codes(codes, dtype=CHANNEL_TYPE)


def _channels(column: Column | None, rows: int) -> pd.Categorical:
    categories = list(CHANNEL_TYPE.categories)
    unknown = categories.index("unknown")
    if column is None:
        return pd.Categorical.from_codes(np.full(rows, unknown), dtype=CHANNEL_TYPE)
    read = [unknown if is_empty(v) else categories.index(read_channel(as_text(v))) for v in column.values]
    return pd.Categorical.from_codes(np.array([*read, unknown])[column.codes], dtype=CHANNEL_TYPE)


def _feelings(column: Column | None, rows: int) -> pd.Series:
    if column is None:
        return pd.Series(pd.arrays.IntegerArray(np.ones(rows, np.int64), np.ones(rows, bool)))
    numbers = [_feeling(value) for value in column.values]
    # A number above 5 means another scale, on which a 4 would mean something else: nothing is read then.
    ours = all(number is None or number <= FEELINGS for number in numbers)
    read = [number if ours and number else None for number in numbers]
    return pd.Series(pd.array([*read, None], dtype="Int64").take(column.codes))


FEELINGS = 5
"""The best value of the check-in scale; the worst is 1."""


def _feeling(value: Cell) -> int | None:
    """The number that a cell begins with: 4 in "4", "4/5" and "4 (fine)"; 10, the scale, in "4/10"."""
    found = re.match(r"(\d+)(?![\d.,]*\d)(?:\s*/\s*(\d+))?", as_text(value))
    if found is None:
        return None
    scale = int(found[2] or FEELINGS)
    return scale if scale > FEELINGS else int(found[1])
