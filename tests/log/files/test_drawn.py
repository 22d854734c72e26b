"""A table drawn in Markdown is read as its page shows it."""

import pytest

from lib.log.files.books import open_book
from lib.log.files.drawn import plain_cells

PAGE = """# My search | spring

- [x] résumé | cover letter

| Company | Status | Link |
|---|:--:|---|
| **[Northwind](https://n.example/jobs)** | ~~Applied~~ Rejected | [apply](https://n.example/1) |
| Tarn \\| Sons | `Offer` | [apply](https://t.example/2) |
"""


@pytest.mark.parametrize(
    ("drawn", "shown"),
    [
        ("**Rejected**", "Rejected"),
        ("~~Northwind~~", "Northwind"),
        ("`SUBMITTED`", "SUBMITTED"),
        ("_Applied_", "Applied"),
        ("[Tarn](https://t.example/a_b_c)", "Tarn"),
        ('[**Tarn**](https://t.example "home")', "Tarn"),
        ("Tarn &amp; Sons", "Tarn & Sons"),
        ("Applied<br>Interview", "Applied\nInterview"),
        ("snake_case_name", "snake_case_name"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("[x]", "[x]"),
        ("", ""),
    ],
)
def test_marks_are_no_part_of_a_cell(drawn: str, shown: str):
    """Emphasis, struck-through text, code, links, entities and breaks read as they are drawn."""
    assert plain_cells([[drawn]]) == [[shown]]


def test_links_that_read_alike_are_given_by_their_addresses():
    """“apply” in every row tells nothing; names of employers do."""
    rows = [[f"[Firm {i}](https://f{i}.example)", f"[apply](https://jobs.example/{i})"] for i in range(4)]
    assert plain_cells(rows) == [[f"Firm {i}", f"https://jobs.example/{i}"] for i in range(4)]


def test_only_rows_of_the_table_have_cells():
    """Bars in the prose around it split nothing, and a bar that is written as part of a cell stays in it."""
    sheet = open_book(PAGE.encode(), "search.md").sheets[0]
    told = [[cell for cell in sheet.row(index) if cell is not None] for index in range(sheet.height)]
    assert ["Northwind", "Rejected", "https://n.example/1"] in told
    assert ["Tarn | Sons", "Offer", "https://t.example/2"] in told
    assert ["# My search   spring"] in told
