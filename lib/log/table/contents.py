"""What a column's cells are, without regard to its header: shares in a sample of its distinct values."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from lib.log import vocabulary
from lib.log.files.sheets import Cell, Column, as_text
from lib.log.table.names import plain
from lib.log.values.channels import read_channel
from lib.log.values.date_text import read_text
from lib.log.values.dates import date_share, reads_as_day
from lib.log.values.meanings import find_meanings
from lib.log.values.paths import DATED_STEP
from lib.log.values.recall import recalled
from lib.log.values.statuses import read_status, status_share

SAMPLE = 60
"""How many distinct values are looked at; more would not change the result."""

ENDS = ("rejected", "no_reply", "withdrawn", "offer", "accepted", "declined")
LONGEST_EMPTY = 40
"""No word for "nothing" has more characters."""
LONGEST_DAY = 40
"""A text with more characters is more than a day."""
_URL = re.compile(
    r"^(?:https?://|www\.)\S+$|^[\w.-]+\.(?:com|org|net|io|de|fr|co|cn|uk|eu|ai|jobs)(?:/\S*)?$", re.I
)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([\w.-]+)", re.I)
_STEP_MARK = re.compile(rf"→|⇒|->|=>|➔|➜|\n|\s[-–—]\s|{DATED_STEP}")
_YEAR_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}月\d{1,2}日")
_FILE = re.compile(r"\.(?:pdf|docx?|tex|txt|html?|odt|pages|png|jpe?g)$|^[A-Za-z]:\\|^~?/\w+/", re.I)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w+")
_PHONE = re.compile(r"^(?=(?:\D*\d){7,15}\D*$)\+?\(?\d[\d\s().\-/]{6,22}$|^\+\d[\d\s().\-/]{6,22}$")
_NUMBER = re.compile(r"^(?!\d{1,4}\.\d{1,2}\.\d{2,4}$)[-+]?[$€£¥]?\s?\d[\d.,\s]*\s?[%k€$£]?$", re.I)
_ID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9a-f]{16,}$|^[A-Z]{1,4}-?\d{3,}$", re.I)
_IDENTITY = re.compile(r"^\d{3}-\d{2}-\d{4}$|^[1-9]\d{16}[\dXx]$|^[A-Z]{2}\d{6}[A-D]$")


@dataclass(frozen=True)
class KindWords:
    """Words and parts of words by which a kind of cell is recognised."""

    words: frozenset[str]
    parts: tuple[str, ...]

    def mark(self, text: str) -> bool:
        """Whether the text contains one of the words, or one of the parts in a script without spaces."""
        return not self.words.isdisjoint(plain(text).split()) or any(part in text for part in self.parts)


@cache
def marks() -> Mapping[str, KindWords]:
    """Kind of cell (`roles`, `companies`, `places`, `fundings`) → the words by which it is recognised."""
    tables = _tables()
    return {
        kind: KindWords(frozenset(t["words"]), tuple(t["parts"]))
        for kind, t in tables.items()
        if "parts" in t
    }


@cache
def elsewhere() -> Mapping[str, tuple[str, ...]]:
    """What a table is if it is not a log → the headers that say so, in plain form."""
    return {what: tuple(map(plain, names)) for what, names in _tables()["elsewhere"].items()}


@cache
def asked_fields() -> Mapping[str, str]:
    """Plain question word that a header may consist of → the field it asks for."""
    return {word: field for field, words in _tables()["asked"].items() for word in words}


def asks_where(label: str) -> bool:
    """Whether a header asks where one applied; a remark in brackets does not count."""
    return plain(re.split(r"[(\[]", label, maxsplit=1)[0]) in _employer_or_way()


@cache
def _employer_or_way() -> frozenset[str]:
    return frozenset(map(plain, _tables()["employer_or_way"]["words"]))


@cache
def general_names() -> frozenset[str]:
    """Headers, in plain form, that only say that the row is an application ("Name")."""
    return frozenset(_tables()["general"]["words"])


@cache
def besides() -> frozenset[str]:
    """Plain headers that name the employer where no other column does ("Department")."""
    return frozenset(_tables()["besides"]["words"])


@cache
def people_names() -> frozenset[str]:
    """Headers, in plain form, of columns with the names of applicants."""
    return frozenset(map(plain, _tables()["people"]["words"]))


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    with Path(__file__).with_name("contents.toml").open("rb") as handle:
        return tomllib.load(handle)


@cache
def answer_words() -> frozenset[str]:
    """Yes, no, ticks and crosses in every language, in lower case."""
    return frozenset(word.casefold() for words in vocabulary.load().answers.values() for word in words)


@cache
def empty_words() -> frozenset[str]:
    """Words that stand for an empty cell, in lower case."""
    return frozenset(word.casefold() for word in vocabulary.load().empty)


def is_empty(value: Cell) -> bool:
    """Whether a cell is empty or has a word for "nothing" ("n/a", "-", "null")."""
    if not isinstance(value, str):
        return value is None
    return len(value) <= LONGEST_EMPTY and value.casefold() in empty_words()


def is_number(value: Cell) -> bool:
    """Whether a cell is a number or text that is only a number."""
    if isinstance(value, str):
        return _NUMBER.match(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_date(value: Cell) -> bool:
    """Whether a cell alone is surely a day: typed as one, or text that reads as one and is not a number."""
    if isinstance(value, dt.date):
        return True
    return (
        isinstance(value, str)
        and len(value) < LONGEST_DAY
        and any(c.isdigit() for c in value)
        and not is_number(value)
        and _text_date(value)
    )


@recalled(4096)
def _text_date(value: str) -> bool:
    return len(value) < LONGEST_DAY and reads_as_day(value)


def held_values(column: Column, most: int | None = None) -> list[Cell]:
    """The first distinct values of the column's own cells; `column.values` may be those of a longer one."""
    held = np.flatnonzero(column.counts)[:most]
    return [column.values[code] for code in held.tolist()]


class Contents:
    """The shares, 0 to 1, of kinds of cells in one column; each is worked out when it is first used."""

    def __init__(self, column: Column) -> None:
        self.column = column

    @cached_property
    def values(self) -> list[Cell]:
        """The distinct values of the sample, without words for "nothing"."""
        distinct = dict.fromkeys(v for v in self.column.sample if not is_empty(v))
        return list(distinct)[:SAMPLE]

    @cached_property
    def cells(self) -> list[Cell]:
        """The cells of the sample, without words for "nothing"."""
        return [v for v in self.column.sample if not is_empty(v)]

    @cached_property
    def texts(self) -> list[str]:
        """The distinct values as a person sees them."""
        return [as_text(v) for v in self.values]

    @property
    def blank(self) -> bool:
        """Whether the column has no values."""
        return not self.values

    def _share(self, holds: Callable[[str], object]) -> float:
        return sum(bool(holds(text)) for text in self.texts) / len(self.texts) if self.texts else 0.0

    @cached_property
    def dates(self) -> float:
        """Share that reads as days."""
        if not self.values:
            return 0.0
        typed = sum(isinstance(v, dt.date) for v in self.values) / len(self.values)
        return typed if typed > 0.9 else date_share(self.values)

    @cached_property
    def sure_dates(self) -> float:
        """Share that is surely days; plain numbers do not count."""
        return sum(map(is_date, self.values)) / len(self.values) if self.values else 0.0

    @cached_property
    def told_days(self) -> float:
        """Share that is a few words with a day ("Applied on 5 March")."""
        return self._share(lambda text: len(text) < 40 and len(text.split()) <= 6 and read_text(text))

    @cached_property
    def statuses(self) -> float:
        """Share that is understood as a status; an address such as no-reply@… is not one."""
        told = [without_day(text) for text in self.texts if "@" not in text or _EMAIL.fullmatch(text) is None]
        return status_share(told) * len(told) / len(self.texts) if told else 0.0

    @cached_property
    def answers(self) -> float:
        """Share of yes, no, ticks and crosses."""
        return self._share(lambda text: text.casefold() in answer_words() or _marked_day(text))

    @cached_property
    def begin_answers(self) -> float:
        """Share that begins with a yes or a no ("No - first hire")."""
        return self._share(lambda text: plain(text).split()[:1] and plain(text).split()[0] in answer_words())

    @cached_property
    def numbers(self) -> float:
        """Share that is only a number."""
        return sum(map(is_number, self.values)) / len(self.values) if self.values else 0.0

    @cached_property
    def urls(self) -> float:
        """Share of addresses of web pages."""
        return self._share(_URL.match)

    @cached_property
    def files(self) -> float:
        """Share of names and paths of files."""
        return self._share(_FILE.search)

    @cached_property
    def emails(self) -> float:
        """Share with an e-mail address in it."""
        return self._share(_EMAIL.search)

    @cached_property
    def phones(self) -> float:
        """Share that looks like telephone numbers: seven digits or more with the usual marks between them."""
        return self._share(
            lambda text: _PHONE.match(text) and not _text_date(text) and re.search(r"[+() .-]", text)
        )

    @cached_property
    def identities(self) -> float:
        """Share that looks like numbers of identity papers."""
        return self._share(_IDENTITY.match)

    @cached_property
    def packed(self) -> float:
        """Share that is a list of several events in one cell; a box to tick ("[x]") is none."""
        return self._share(
            lambda t: (t.startswith(("[", "{")) and len(t) > 3) or (t.count("|") >= 1 and ";" in t)
        )

    @cached_property
    def paths(self) -> float:
        """Share with several dated steps, separated by arrows or dashes, or one on each line."""
        return self._share(lambda t: _STEP_MARK.search(t) and len(_YEAR_DAY.findall(t)) > 1)

    @cached_property
    def ids(self) -> float:
        """Share that looks like keys of a database."""
        return self._share(_ID.match)

    @cached_property
    def roles(self) -> float:
        """Share that reads like titles of jobs."""
        return self._share(marks()["roles"].mark)

    @cached_property
    def companies(self) -> float:
        """Share that reads like names of companies."""
        return self._share(marks()["companies"].mark)

    @cached_property
    def places(self) -> float:
        """Share that reads like places of work."""
        return self._share(marks()["places"].mark)

    @cached_property
    def fundings(self) -> float:
        """Share that says how a company is paid for ("Series A")."""
        return self._share(marks()["fundings"].mark)

    @cached_property
    def regions(self) -> float:
        """Share that is a code of a state or province ("NY"), as in addresses."""
        codes = vocabulary.small_words("region")
        return self._share(lambda text: text.isupper() and text.casefold() in codes)

    @cached_property
    def hosts(self) -> float:
        """Distinct web sites per address: near 1 if each address is on another site."""
        found = [m[1].casefold() for text in map(as_text, self.cells) if (m := _HOST.match(text))]
        return len(set(found)) / len(found) if found else 0.0

    @cached_property
    def channels(self) -> float:
        """Share understood as ways to apply."""
        return self._share(lambda text: len(text) < 60 and read_channel(text) != "unknown")

    @cached_property
    def ends(self) -> bool:
        """Whether some status says how an application ended; "closed" alone does not."""
        short = [text for text in self.texts if len(text) < 60]
        return any(read_status(text).outcome in ENDS and find_meanings(text) != ["closed"] for text in short)

    @cached_property
    def digits(self) -> float:
        """Share with a digit in it."""
        return self._share(lambda text: any(c.isdigit() for c in text))

    @cached_property
    def filling(self) -> float:
        """Share of the column's cells that are filled."""
        return float(self.column.filled.mean()) if len(self.column) else 0.0

    @cached_property
    def words(self) -> float:
        """Mean number of words in a cell."""
        return sum(len(text.split()) for text in self.texts) / len(self.texts) if self.texts else 0.0

    @cached_property
    def variety(self) -> float:
        """Distinct values per cell: 1 where no two cells are alike."""
        return len(set(map(as_text, self.cells))) / len(self.cells) if self.cells else 0.0

    @cached_property
    def letters(self) -> float:
        """Share that holds a letter."""
        return self._share(lambda text: any(c.isalpha() for c in text))

    @cached_property
    def is_counter(self) -> bool:
        """Whether the cells number the rows: 1, 2, 3."""
        numbers = [_integer(v) for v in self.column.sample[:40]]
        known = [n for n in numbers if n is not None]
        return len(known) > 2 and len(known) == len(numbers) and _counts(known)


@cache
def month_words() -> frozenset[str]:
    """Names and abbreviations of months in every language, plain."""
    return frozenset(plain(word) for word in vocabulary.load().months)


def without_day(text: str) -> str:
    """A short text without the day in it, since "Interview on 21st Jan" is a status."""
    if len(text) > 80 or not any(c.isdigit() for c in text):
        return text
    words = [word for word in text.split() if not word[0].isdigit() and plain(word) not in month_words()]
    while len(words) > 1 and words[-1].casefold() in vocabulary.small_words("before_day"):
        words.pop()
    return " ".join(words) or text


def _marked_day(text: str) -> bool:
    """Whether a text is a day with a mark ("○ 4/8")."""
    bare = without_day(text)
    return len(bare) == 1 and bare != text and bare in answer_words()


def _integer(value: Cell) -> int | None:
    try:
        return int(float(as_text(value)))
    except (ValueError, OverflowError):
        return None


def _counts(numbers: Sequence[int]) -> bool:
    steps = [after - before for before, after in pairwise(numbers)]
    return (
        numbers[0] in (0, 1)
        and all(step > 0 for step in steps)
        and sum(step == 1 for step in steps) >= 0.6 * len(steps)
    )
