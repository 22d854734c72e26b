"""The colours of Detour: one for every outcome, stage, channel and area, in light and in dark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

import plotly.graph_objects as go

from lib.focus.results import Area
from lib.log.schema import Channel, Outcome, Stage

Scheme = Literal["light", "dark"]

FONT = (
    "Source Sans, Source Sans Pro, system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif"
)
"""Fonts that are on the machine or come with the app; none is fetched from the network."""


@dataclass(frozen=True)
class Palette:
    """The colours of one scheme, as #RRGGBB.

    Any two colours that appear in one chart can be told apart with a colour-vision deficiency. Marks have a
    contrast of at least 3:1 and text of 4.5:1 on `background` and `surface`. There is no red: a rejection is
    not an alarm.
    """

    background: str
    surface: str
    """Cards, sidebars and hover labels."""
    text: str
    muted: str
    """Less important text: axis labels, notes."""
    line: str
    """Grid lines and borders; decoration only."""
    primary: str
    """Buttons and selected items, with white text on it."""
    link: str
    """Links, and the only colour of a chart with one kind of mark."""
    stages: Mapping[Stage, str]
    outcomes: Mapping[Outcome, str]
    channels: Mapping[Channel, str]
    areas: Mapping[Area, str]


LIGHT = Palette(
    background="#FBF9F4",
    surface="#F5F1E9",
    text="#0A141D",
    muted="#566270",
    line="#DDD8CC",
    primary="#1A6C85",
    link="#17657D",
    stages=MappingProxyType(
        {
            "applied": "#7C8791",
            "screen": "#257BA5",
            "interview": "#2C58A7",
            "final": "#4F3D5E",
            "offer": "#049F6E",
        }
    ),
    outcomes=MappingProxyType(
        {
            "open": "#094389",
            "rejected": "#A78312",
            "no_reply": "#706964",
            "withdrawn": "#593C48",
            "offer": "#049F6E",
            "accepted": "#006234",
            "declined": "#51710A",
        }
    ),
    channels=MappingProxyType(
        {
            "board": "#116498",
            "site": "#1290A1",
            "outreach": "#702C53",
            "referral": "#AC7822",
            "recruiter": "#4A5A2D",
            "unknown": "#877B72",
        }
    ),
    areas=MappingProxyType(
        {
            "emotions": "#B1738E",
            "feedback": "#7C470C",
            "reflect": "#2588D2",
            "networking": "#046664",
            "resilience": "#788C2F",
        }
    ),
)

DARK = Palette(
    background="#141B24",
    surface="#1D2733",
    text="#E7EAED",
    muted="#A6B1BC",
    line="#33404E",
    primary="#2A7F99",
    link="#74C3D6",
    stages=MappingProxyType(
        {
            "applied": "#7B808B",
            "screen": "#4D92B1",
            "interview": "#90A7F5",
            "final": "#DDD1FD",
            "offer": "#0FC6B0",
        }
    ),
    outcomes=MappingProxyType(
        {
            "open": "#5A75BC",
            "rejected": "#DE9816",
            "no_reply": "#949080",
            "withdrawn": "#FEC9DD",
            "offer": "#0FC6B0",
            "accepted": "#B2E4AC",
            "declined": "#837916",
        }
    ),
    channels=MappingProxyType(
        {
            "board": "#AECBFE",
            "site": "#5AAFB4",
            "outreach": "#A069B0",
            "referral": "#E5B664",
            "recruiter": "#6B8744",
            "unknown": "#87827F",
        }
    ),
    areas=MappingProxyType(
        {
            "emotions": "#A07296",
            "feedback": "#F5B744",
            "reflect": "#5292EC",
            "networking": "#8BDBDE",
            "resilience": "#698749",
        }
    ),
)

PALETTES: Mapping[Scheme, Palette] = MappingProxyType({"light": LIGHT, "dark": DARK})


def tint(colour: str, alpha: float) -> str:
    """The colour #RRGGBB at an opacity from 0 to 1, as Plotly reads it."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:g})"


def blend(colour: str, ground: str, alpha: float) -> str:
    """The colour that is seen when `colour` lies over `ground` at this opacity, all #RRGGBB.

    >>> blend("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    pairs = ((int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(over * alpha + under * (1 - alpha)):02X}" for over, under in pairs)


@cache
def template(scheme: Scheme) -> go.layout.Template:
    """The style that all figures share: fonts, axes, hover labels, legend, margins."""
    colours = PALETTES[scheme]
    axis = {
        "gridcolor": colours.line,
        "linecolor": colours.line,
        "zerolinecolor": colours.line,
        "tickfont": {"color": colours.muted, "size": 13},
        "title": {"font": {"color": colours.muted, "size": 13}, "standoff": 8},
        "automargin": True,
        "ticklabeloverflow": "allow",
        "fixedrange": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": colours.text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": [colours.link, *colours.channels.values()],
            "xaxis": axis,
            "yaxis": axis,
            "hoverlabel": {
                "bgcolor": colours.surface,
                "bordercolor": colours.line,
                "font": {"family": FONT, "size": 13, "color": colours.text},
                "align": "left",
                "namelength": -1,
            },
            "legend": {
                "orientation": "h",
                "x": 0,
                "xanchor": "left",
                "y": 1.02,
                "yanchor": "bottom",
                "title": {"text": ""},
                "font": {"color": colours.text, "size": 13},
                "bgcolor": "rgba(0,0,0,0)",
                "itemclick": False,
                "itemdoubleclick": False,
            },
            "margin": {"l": 8, "r": 12, "t": 12, "b": 8, "autoexpand": True},
            "bargap": 0.28,
            "dragmode": False,
            "separators": ".,",
        }
    )
