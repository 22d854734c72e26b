"""What stands where on the Focus page."""

from lib.words import terms
from tests.pages.test_changes import focus

WORDS = {area: name.title.partition(" ")[0] for area, name in terms.AREAS.items()}
"""The first word of each area: the others may be escaped."""


def test_the_third_and_later_areas_are_folded_and_all_there():
    """Two areas stand open, three within one expander, and none is missing."""
    app = focus()
    assert not app.exception
    folded = next(fold for fold in app.expander if fold.label == "The other three areas")
    inside, everywhere = (
        [area for area in terms.AREAS for heading in part.subheader if f" {WORDS[area]}" in heading.value]
        for part in (folded, app)
    )
    assert sorted(everywhere) == sorted(terms.AREAS)
    assert len(inside) == 3
