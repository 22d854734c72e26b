"""Where the bands of the flow lie, from applying to where each application stands; in pixels from the top."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.log.schema import OUTCOMES, STAGES, Outcome, Stage

THINNEST = 1.5
"""The least height of a band in pixels, so that one application of a thousand can still be seen."""


@dataclass(frozen=True)
class Room:
    """The sizes that a drawing gives the parts of the flow, in pixels."""

    trunk: float
    """Height of the band of all applications."""
    lane: float
    """Least height for one end, so that its label fits."""
    gap: float
    """Space between two ends."""


@dataclass(frozen=True)
class Stop:
    """One column of the flow: a stage, how many reached it, and how those that stopped there stand."""

    stage: Stage
    reached: int
    ends: tuple[tuple[Outcome, int], ...]


@dataclass(frozen=True)
class Band:
    """A strip from one column to the next; `start` and `end` are pixels from the top of the flow."""

    stage: Stage
    outcome: Outcome | None
    """How these applications stand; None for those that went on to the next stage."""
    count: int
    column: int
    start: float
    end: float
    """The top of the strip where it arrives; `start` is that where it leaves."""
    height: float


def stops_of(links: pd.DataFrame) -> list[Stop]:
    """The stages in order, from the links of `funnel.flows`.

    A stage was reached by those that went on from it and those that ended there.
    """
    out = links.groupby("source")["count"].sum()
    ends = links[links["ends"]].set_index(["source", "target"])["count"]
    return [
        Stop(s, int(out[s]), tuple((o, int(ends[s, o])) for o in OUTCOMES if (s, o) in ends.index))
        for s in STAGES
        if s in out.index
    ]


def bands_of(stops: list[Stop], room: Room) -> list[Band]:
    """Every band with its place: those that go on run along the top, early ends lie below later ones."""
    scale = room.trunk / stops[0].reached
    bands: list[Band] = []
    free = 0.0
    for column in range(len(stops) - 1, -1, -1):
        stop = stops[column]
        onward = stops[column + 1].reached if column + 1 < len(stops) else 0
        free = max(free, onward * scale + 2 * room.gap if onward else 0.0)
        leave = onward * scale
        if onward:
            bands.append(Band(stop.stage, None, onward, column, 0.0, 0.0, max(leave, THINNEST)))
        for outcome, count in stop.ends:
            height = max(count * scale, THINNEST)
            lane = max(height, room.lane)
            bands.append(Band(stop.stage, outcome, count, column, leave, free + (lane - height) / 2, height))
            leave, free = leave + count * scale, free + lane + room.gap
    return bands


def depth_of(bands: list[Band], room: Room) -> float:
    """How far down the flow reaches."""
    return max(room.trunk, *(b.end + max(b.height, room.lane) for b in bands))


def curve(band: Band) -> tuple[np.ndarray, np.ndarray]:
    """The upper edge of a band as points: how far along, from 0 to 1, and how far down, in pixels."""
    along = np.linspace(0, 1, 17 if band.end - band.start else 2)
    return along, band.start + (band.end - band.start) * along**2 * (3 - 2 * along)


def stage_after(stage: Stage) -> Stage:
    """The stage that follows `stage`; there is none after an offer."""
    return STAGES[STAGES.index(stage) + 1]
