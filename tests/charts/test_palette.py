"""The palette holds for readers with any colour vision, in both schemes."""

from itertools import combinations

import numpy as np
import pytest

from lib.charts.palette import PALETTES, Palette, template, tint
from lib.focus.effects import AREAS
from lib.log.schema import CHANNELS, OUTCOMES, STAGES

SCHEMES = ("light", "dark")
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)
# Machado, Oliveira and Fernandes 2009, severity 1.0.
VISION = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
    ),
}


def linear(colour: str) -> np.ndarray:
    """The light of #RRGGBB, in linear RGB."""
    srgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    """Linear RGB in CIELAB, D65."""
    ratio = XYZ @ np.clip(light, 0, 1) / XYZ.sum(axis=1)
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: np.ndarray, two: np.ndarray) -> float:
    """CIEDE2000 between two CIELAB colours (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, two
    mean = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(mean / (mean + 25.0**7))
    c1, c2 = np.hypot(a1 * stretch, b1), np.hypot(a2 * stretch, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180
    dl, dc, dh = l2 - l1, c2 - c1, 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    light, c, h = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360
    wave = sum(
        k * np.cos(np.radians(n * h + s))
        for k, n, s in ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.2, 4, -63))
    )
    sl = 1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * c, 1 + 0.015 * c * (1 + wave)
    rt = -2 * np.sqrt(c**7 / (c**7 + 25.0**7)) * np.sin(np.radians(60 * np.exp(-(((h - 275) / 25) ** 2))))
    return float(np.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * dc / sc * dh / sh))


def closest(colours: list[str]) -> float:
    """The smallest distance between two different colours, under the worst kind of colour vision."""
    seen = [[lab(matrix @ linear(c)) for c in dict.fromkeys(colours)] for matrix in VISION.values()]
    return min(distance(one, two) for kind in seen for one, two in combinations(kind, 2))


def contrast(one: str, two: str) -> float:
    """The contrast of WCAG 2, from 1 to 21."""
    dark, light = sorted(float(XYZ[1] @ linear(c)) for c in (one, two))
    return (light + 0.05) / (dark + 0.05)


def marks(colours: Palette) -> dict[str, str]:
    """Every colour that a mark can have, by name."""
    groups = (colours.stages, colours.outcomes, colours.channels, colours.areas)
    return {f"{name}": colour for group in groups for name, colour in group.items()}


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distance_is_ciede2000(one, two, expected):
    """The distance used here gives the published test values."""
    assert distance(np.array(one, float), np.array(two, float)) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("group", ["stages", "outcomes", "channels", "areas"])
def test_colours_of_one_kind_stay_apart(scheme, group):
    """Two stages, outcomes, channels or areas never look alike, whatever the reader's colour vision."""
    assert closest(list(getattr(PALETTES[scheme], group).values())) >= 10


@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_of_the_stage_flow_stay_apart(scheme):
    """Stages and outcomes meet in one chart, named beside the marks, and still differ by colour."""
    colours = PALETTES[scheme]
    assert closest([*colours.stages.values(), *colours.outcomes.values()]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
def test_invited_turned_down_and_silent_are_far_apart(scheme):
    """The three answers to an application, drawn over each other as bands, are very different colours."""
    colours = PALETTES[scheme]
    assert (
        closest([colours.stages["screen"], colours.outcomes["rejected"], colours.outcomes["no_reply"]]) >= 18
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_and_text_have_contrast(scheme):
    """Marks reach 3:1 and text 4.5:1 on the page and on cards; white text on the primary colour too."""
    colours = PALETTES[scheme]
    for ground in (colours.background, colours.surface):
        assert {n: c for n, c in marks(colours).items() if contrast(c, ground) < 3} == {}
        assert min(contrast(c, ground) for c in (colours.text, colours.muted, colours.link)) >= 4.5
    assert contrast("#FFFFFF", colours.primary) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_mark_is_red(scheme):
    """No rejection, and nothing else, is drawn in red (a strong colour between pink and orange)."""
    for colour in marks(PALETTES[scheme]).values():
        _, a, b = lab(linear(colour))
        hue = np.degrees(np.arctan2(b, a)) % 360
        assert np.hypot(a, b) < 30 or 58 < hue < 335 or hue > 340


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_name_has_its_colour(scheme):
    """Each outcome, stage, channel and area has a colour, and the offer stage shares the offer outcome's."""
    colours = PALETTES[scheme]
    assert tuple(colours.stages) == STAGES
    assert tuple(colours.outcomes) == OUTCOMES
    assert tuple(colours.channels) == CHANNELS
    assert tuple(colours.areas) == AREAS
    assert colours.stages["offer"] == colours.outcomes["offer"]


def test_template_is_explicit():
    """A figure's text colour comes from the scheme, not from a default that another library may change."""
    assert template("light").layout.font.color == PALETTES["light"].text
    assert template("dark").layout.font.color == PALETTES["dark"].text


def test_tint_keeps_the_colour():
    """A tint is the same colour at another opacity."""
    assert tint("#0A10FF", 0.25) == "rgba(10,16,255,0.25)"
