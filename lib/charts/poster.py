"""The picture to share: where the applications went and three counts, and no employer's name.

A poster is plain shapes and words in pixels; `lib/summary/picture` writes it as SVG and as PNG.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lib.charts.flow import THINNEST, Band, Room, Stop, bands_of, curve, depth_of, stage_after, stops_of
from lib.charts.palette import LIGHT, blend
from lib.charts.sankey import takeaway
from lib.log.schema import Outcome
from lib.measures.funnel import flows
from lib.measures.seen import Seen
from lib.words import terms
from lib.words.phrases import agreeing, capitalised, full_day

EDGE = 56
"""Pixels of margin."""
LETTER = 0.56
"""Width of a letter as a share of the font size, wide enough for every font that may draw it."""
POST = 10
LABEL, LANE, GAP = 20.0, 27.0, 6.0
TRUNKS = (0.75, 0.6, 0.5, 0.4, 0.3)
"""Heights of the band of all applications, as shares of the flow's, tried in this order until labels fit."""
TITLE = "My job search"
MADE_WITH = "Made with Detour from a log of job applications. No employer is named."


@dataclass(frozen=True)
class Shape:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]
    colour: str


@dataclass(frozen=True)
class PosterText:
    """One line of text; `x` is its left end and `y` the line it stands on."""

    text: str
    x: float
    y: float
    size: float
    colour: str = LIGHT.text
    bold: bool = False


@dataclass(frozen=True)
class Poster:
    """The whole picture, with a sentence that describes it for people who cannot see it."""

    width: int
    height: int
    alt: str
    shapes: tuple[Shape, ...]
    words: tuple[PosterText, ...]
    background: str = LIGHT.background


@dataclass(frozen=True)
class Frame:
    """Where the flow goes in a poster."""

    left: float
    top: float
    width: float
    height: float


def wide(seen: Seen) -> Poster | None:
    """The picture at 1200 × 630, for links, the counts left of the flow; None without an application."""
    return _poster(seen, 1200, 630)


def square(seen: Seen) -> Poster | None:
    """The picture at 1200 × 1200, for telephones, the counts above the flow; None without an application."""
    return _poster(seen, 1200, 1200)


def _poster(seen: Seen, width: int, height: int) -> Poster | None:
    links = flows(seen)
    if links.empty:
        return None
    stops, beside = stops_of(links), width > height
    head = (
        PosterText(TITLE, EDGE, EDGE + 38, 42, bold=True),
        PosterText(_when(seen), EDGE, EDGE + 76, 22, LIGHT.muted),
    )
    below = EDGE + 116
    counts = _counts(stops, EDGE, below + 72, down=130 if beside else 0, along=0 if beside else 380)
    if beside:
        frame = Frame(330, below, width - 330 - EDGE, height - below - 70)
    else:
        frame = Frame(EDGE, below + 160, width - 2 * EDGE, height - below - 160 - 84)
    shapes, labels = _flow(stops, frame)
    foot = PosterText(MADE_WITH, EDGE, height - 26, 18, LIGHT.muted)
    return Poster(width, height, f"{takeaway(seen)}.", tuple(shapes), (*head, *counts, *labels, foot))


def _when(seen: Seen) -> str:
    first = seen.applications["applied_on"].min()
    return (
        f"As of {full_day(seen.as_of)}"
        if pd.isna(first)
        else f"{full_day(first.date())} to {full_day(seen.as_of)}"
    )


def _counts(stops: list[Stop], x: float, y: float, *, down: float, along: float) -> list[PosterText]:
    """The three counts: sent, led to a conversation, led to an offer."""
    reached = {stop.stage: stop.reached for stop in stops}
    sent, talks, offers = stops[0].reached, reached.get("screen", 0), reached.get("offer", 0)
    said = [
        (sent, agreeing(sent, "application", "applications")),
        (talks, "led to a conversation"),
        (offers, "led to an offer"),
    ]
    return [
        words
        for i, (count, what) in enumerate(said)
        for words in (
            PosterText(f"{count:,}", x + i * along, y + i * down, 68, bold=True),
            PosterText(what, x + i * along, y + 32 + i * down, 22, LIGHT.muted),
        )
    ]


def _flow(stops: list[Stop], frame: Frame) -> tuple[list[Shape], list[PosterText]]:
    """The bands with their names, as large as the frame allows."""
    head = 3 * LABEL * 1.25
    room, bands = _fitting(stops, frame.height - head)
    scale = min(1.0, (frame.height - head) / depth_of(bands, room))
    column = min(
        (frame.width - len(_end(b)) * LABEL * scale * LETTER - 2 * POST) / (b.column + 1)
        for b in bands
        if b.outcome
    )
    top = frame.top + head
    shapes = [_strip(band, frame.left, top, column, scale) for band in bands]
    shapes += [_post(*post) for post in _posts(stops, bands, frame.left, top, column, scale, room)]
    return shapes, [
        *_headings(stops, frame, column),
        *(_label(band, frame.left, top, column, scale) for band in bands if band.outcome),
    ]


def _fitting(stops: list[Stop], height: float) -> tuple[Room, list[Band]]:
    """The largest of `TRUNKS` at which all labels fit in `height`, and the bands at that size."""
    for share in TRUNKS:
        room = Room(trunk=share * height, lane=LANE, gap=GAP)
        bands = bands_of(stops, room)
        if depth_of(bands, room) <= height:
            break
    return room, bands


def _strip(band: Band, left: float, top: float, column: float, scale: float) -> Shape:
    along, down = curve(band)
    edge = [
        (left + (band.column + a) * column, top + d * scale)
        for a, d in zip(along.tolist(), down.tolist(), strict=True)
    ]
    back = [(x, y + band.height * scale) for x, y in reversed(edge)]
    colour = LIGHT.outcomes[band.outcome] if band.outcome else LIGHT.stages[stage_after(band.stage)]
    return Shape((*edge, *back), blend(colour, LIGHT.background, 0.5))


def _posts(
    stops: list[Stop], bands: list[Band], left: float, top: float, column: float, scale: float, room: Room
) -> list[tuple[float, float, float, str]]:
    """Left, top, height and colour of the upright bars at which bands start and end."""
    one = room.trunk / stops[0].reached
    stages = [
        (left + i * column, top, max(s.reached * one, THINNEST) * scale, LIGHT.stages[s.stage])
        for i, s in enumerate(stops)
    ]
    ends = [
        (left + (b.column + 1) * column, top + b.end * scale, b.height * scale, LIGHT.outcomes[b.outcome])
        for b in bands
        if b.outcome
    ]
    return stages + ends


def _post(left: float, top: float, height: float, colour: str) -> Shape:
    right, low = left + POST, top + height
    return Shape(((left, top), (right, top), (right, low), (left, low)), colour)


def _headings(stops: list[Stop], frame: Frame, column: float) -> list[PosterText]:
    """The stages over their columns, a word a line where columns are narrow, each with its count."""
    names = [terms.STAGES[stop.stage].label for stop in stops]
    narrow = max(map(len, names)) * LABEL * LETTER > column
    below = frame.top + 3 * LABEL * 1.25 - 10
    return [
        PosterText(text, frame.left + i * column, below - up * LABEL * 1.25, LABEL, bold=not up)
        for i, (stop, name) in enumerate(zip(stops, names, strict=True))
        for up, text in enumerate([f"{stop.reached:,}", *reversed(name.split(" ") if narrow else [name])])
    ]


def _label(band: Band, left: float, top: float, column: float, scale: float) -> PosterText:
    size = LABEL * scale
    x = left + (band.column + 1) * column + POST + 6
    return PosterText(_end(band), x, top + (band.end + band.height / 2) * scale + size * 0.35, size)


def _end(band: Band) -> str:
    return f"{end_name(band.outcome)} {band.count:,}" if band.outcome else ""


def end_name(outcome: Outcome) -> str:
    """How an application stands, in words for other readers: without "you", and unlike any stage's name."""
    return capitalised(terms.OUTCOMES[outcome].text.removesuffix(" by you"))
