"""The looks and the privacy of the app's settings."""

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
