"""The looks and the privacy of the app's settings."""

import re
import tomllib
from pathlib import Path

import pytest

from lib.charts.palette import PALETTES

SETTINGS = tomllib.loads(
    (Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_app_and_its_charts_share_their_colours(scheme: str):
    """The theme of the app takes its colours from the palette of the charts."""
    theme, palette = SETTINGS["theme"][scheme], PALETTES[scheme]
    assert theme["primaryColor"] == palette.primary
    assert theme["backgroundColor"] == palette.background
    assert theme["secondaryBackgroundColor"] == palette.surface
    assert theme["textColor"] == palette.text
    assert theme["linkColor"] == palette.link


def luminance(colour: str) -> float:
    """The relative luminance of #RRGGBB, as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ring_of_the_keyboard_is_seen_on_every_ground(scheme: str):
    """Its colour stands out at 3:1 or more from what lies round a button."""
    css = (Path(__file__).parents[2] / "lib" / "ui" / "assets" / "narrow.css").read_text("utf-8")
    ring = luminance(re.search(r"outline: 2px solid (#\w{6})", css)[1])
    theme = SETTINGS["theme"][scheme]
    for ground in ("backgroundColor", "secondaryBackgroundColor", "grayBackgroundColor"):
        dark, light = sorted((ring, luminance(theme[ground])))
        assert (light + 0.05) / (dark + 0.05) >= 3, ground


def test_nothing_is_reported_and_nobody_else_is_served():
    """Telemetry is off, no address is asked for at the first start, other sites' requests are refused."""
    assert SETTINGS["browser"]["gatherUsageStats"] is False
    assert SETTINGS["server"]["showEmailPrompt"] is False
    assert SETTINGS["server"]["enableXsrfProtection"] is True
    assert SETTINGS["server"]["enableCORS"] is True
    assert SETTINGS["server"]["maxUploadSize"] == 50
    assert SETTINGS["server"]["maxMessageSize"] == 200


def test_no_font_is_fetched():
    """Fonts come with the app or the machine: no address stands in the settings."""
    assert "http" not in str(SETTINGS["theme"])
