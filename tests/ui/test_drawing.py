"""Charts are made once for the applications in sight, and anew for others."""

import pandas as pd

from lib.ui.drawing import Shelf, _digest


def rows(*places: tuple[str, int]) -> pd.DataFrame:
    """Applications by sheet and row."""
    return pd.DataFrame({"sheet": [s for s, _ in places], "row": [r for _, r in places]}).astype(
        {"sheet": "str", "row": "int64"}
    )


def test_a_shelf_makes_each_thing_once():
    """The second question of the same name is answered from the shelf."""
    shelf, made = Shelf(), []
    first = shelf.once("flow", lambda: made.append(1) or "chart")
    second = shelf.once("flow", lambda: made.append(2) or "another")
    assert (first, second, made) == ("chart", "chart", [1])


def test_the_same_row_of_another_sheet_is_another_application():
    """Filters that let equal row numbers of different sheets through do not share charts."""
    assert _digest(rows(("2025", 2), ("2025", 3))) != _digest(rows(("2026", 2), ("2026", 3)))
    assert _digest(rows(("2025", 2), ("2026", 3))) != _digest(rows(("2026", 2), ("2025", 3)))
    assert _digest(rows(("2025", 2))) == _digest(rows(("2025", 2)))
