"""The picture to share as SVG and PNG, and the same flow as text for sankeymatic.com."""

from __future__ import annotations

import io
from itertools import zip_longest
from xml.sax.saxutils import escape, quoteattr

import pandas as pd
from PIL import Image, ImageDraw, ImageFont

from lib.charts.flow import stops_of
from lib.charts.palette import FONT, LIGHT
from lib.charts.poster import Poster, PosterText, Shape, end_name, square, wide
from lib.log.schema import OUTCOMES
from lib.measures.funnel import flows
from lib.summary.bundle import Summary
from lib.words import terms

FINER = 2
"""The PNG is drawn this many times larger and then made smaller, to smooth its edges."""


def to_svg(summary: Summary) -> bytes:
    """The wide picture as SVG: it loads nothing, and every word in it is escaped."""
    poster = _asked(wide(summary.seen))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {poster.width} {poster.height}" '
        f'width="{poster.width}" height="{poster.height}" role="img" aria-label={quoteattr(poster.alt)} '
        f"font-family={quoteattr(FONT)}>",
        f'<rect width="100%" height="100%" fill="{poster.background}"/>',
        *map(_polygon, poster.shapes),
        *map(_text, poster.words),
        "</svg>\n",
    ]
    return "\n".join(lines).encode()


def to_png(summary: Summary) -> bytes:
    """The wide picture as PNG, 1200 × 630, the size of link previews."""
    return _png(_asked(wide(summary.seen)))


def to_square_png(summary: Summary) -> bytes:
    """The square picture as PNG, 1200 × 1200."""
    return _png(_asked(square(summary.seen)))


def to_sankeymatic(summary: Summary) -> bytes:
    """The flow in the format of sankeymatic.com: a line "from [count] to" for each band, and colours."""
    links = flows(summary.seen)
    return "\n".join([*_links(links), "", *_colours(links), ""]).encode()


def _asked(poster: Poster | None) -> Poster:
    """The poster, or an empty one that says so where there is none."""
    nothing = PosterText("No applications yet.", 56, 120, 42, bold=True)
    return poster or Poster(1200, 630, nothing.text, (), (nothing,))


def _polygon(shape: Shape) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in shape.points)
    return f'<polygon points="{points}" fill="{shape.colour}"/>'


def _text(words: PosterText) -> str:
    weight = ' font-weight="600"' if words.bold else ""
    return (
        f'<text x="{words.x:.1f}" y="{words.y:.1f}" font-size="{words.size:.1f}" '
        f'fill="{words.colour}"{weight}>{escape(words.text)}</text>'
    )


def _png(poster: Poster) -> bytes:
    image = Image.new("RGB", (FINER * poster.width, FINER * poster.height), poster.background)
    pen = ImageDraw.Draw(image)
    for shape in poster.shapes:
        pen.polygon([(FINER * x, FINER * y) for x, y in shape.points], fill=shape.colour)
    for words in poster.words:
        _write(pen, words)
    out = io.BytesIO()
    image.reduce(FINER).save(out, "PNG")
    return out.getvalue()


def _write(pen: ImageDraw.ImageDraw, words: PosterText) -> None:
    """Draw one line in the font that comes with Pillow, so that it looks the same on every machine."""
    font = ImageFont.load_default(FINER * words.size)
    heavier = FINER * words.size / 60 if words.bold else 0
    pen.text(
        (FINER * words.x, FINER * words.y),
        words.text,
        fill=words.colour,
        font=font,
        anchor="ls",
        stroke_width=heavier,
        stroke_fill=words.colour,
    )


def _links(links: pd.DataFrame) -> list[str]:
    lines = []
    stops = stops_of(links)
    for before, after in zip_longest(stops, stops[1:]):
        stage = terms.STAGES[before.stage].label
        if after:
            lines.append(f"{stage} [{after.reached}] {terms.STAGES[after.stage].label}")
        lines += [f"{stage} [{count}] {end_name(outcome)}" for outcome, count in before.ends]
    return lines


def _colours(links: pd.DataFrame) -> list[str]:
    stops = stops_of(links)
    seen = {outcome for stop in stops for outcome, _ in stop.ends}
    stages = [f":{terms.STAGES[s.stage].label} {LIGHT.stages[s.stage]}" for s in stops]
    return stages + [f":{end_name(o)} {LIGHT.outcomes[o]}" for o in OUTCOMES if o in seen]
