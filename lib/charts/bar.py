"""The range of one area's effect as a small bar: an SVG beside the words that say it."""

from __future__ import annotations

from lib.charts.palette import PALETTES, Scheme
from lib.focus.results import AreaEffect
from lib.words.phrases import change

WIDTH, HEIGHT, EDGE, LINE = 360, 46, 10, 16
"""In pixels: width and height of the picture, its margin, and the height at which the bar lies."""
LETTERS = 13


def scale_end(areas: tuple[AreaEffect, ...]) -> float:
    """Where the scale that all areas share ends: at their highest range, from 20% to twice as many."""
    return min(1.0, max(0.2, *(area.high for area in areas if area.measurable), 0.0))


def describe(effect: AreaEffect) -> str:
    """The bar in words, for people who cannot see it."""
    return (
        f"Best guess {change(effect.effect)}, in 8 of 10 cases between {change(effect.low)} "
        f"and {change(effect.high)} offers a week"
    )


def draw(effect: AreaEffect, end: float, scheme: Scheme) -> str:
    """The 80% range as a thin line with ends, its best guess as a dot, from "as now" to `end`."""
    colours, colour = PALETTES[scheme], PALETTES[scheme].areas[effect.area]

    def along(share: float) -> float:
        return EDGE + (WIDTH - 2 * EDGE) * min(share, end) / end

    low, middle, high = (along(share) for share in (effect.low, effect.effect, effect.high))
    words = f'font-family="sans-serif" font-size="{LETTERS}" fill="{colours.muted}"'
    right, below = WIDTH - EDGE, HEIGHT - 6
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" ',
            f'width="{WIDTH}" height="{HEIGHT}">',
            f'<path d="M{EDGE} {LINE}H{right}M{EDGE} {LINE - 7}v14" ',
            f'stroke="{colours.line}" stroke-width="2"/>',
            # Thin with ends, as every range of 80% is drawn; one of 95% is wide and pale.
            f'<path d="M{low:.1f} {LINE - 6}v12M{low:.1f} {LINE}H{max(high, low + 0.1):.1f}',
            f'M{high:.1f} {LINE - 6}v12" stroke="{colour}" stroke-width="2.5" fill="none"/>',
            f'<circle cx="{middle:.1f}" cy="{LINE}" r="7" fill="{colour}"/>',
            f'<text x="{EDGE - 6}" y="{below}" {words}>as now</text>',
            f'<text x="{right + 6}" y="{below}" text-anchor="end" {words}>{_at_most(end)}</text></svg>',
        )
    )


def _at_most(end: float) -> str:
    return "twice as many or more" if end >= 1 else change(end)
