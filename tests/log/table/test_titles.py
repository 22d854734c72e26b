"""Cells that hold the employer and the role in one."""

from datetime import date

import pytest

from lib.log.files.sheets import from_rows
from lib.log.reading import read_log
from lib.log.table.header import find_tables
from lib.log.table.titles import split_titles


def parts(header: str, *cells: str) -> list[tuple[object, object]]:
    """Employer and role of each cell; empty where the column stays as it is."""
    rows = [(header, "Status"), *((cell, "Applied") for cell in cells)]
    table = split_titles(find_tables(from_rows(rows), 1)[0])
    by_field = {field: table.columns[table.labels.index(label)] for label, field in table.given.items()}
    if not by_field:
        return []
    return [(by_field["company"][i], by_field["role"][i]) for i in range(len(table))]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Card name", ("Quay Ltd - Data engineer", "Linen Co - Support engineer")),
        ("Name", ("Data engineer @ Quay Ltd", "Support engineer @ Linen Co")),
        ("Job", ("Data engineer at Quay Ltd", "Support engineer at Linen Co")),
        ("Company / Role", ("Quay Ltd / Data engineer", "Linen Co / Support engineer")),
        ("Application", ("Data engineer | Quay Ltd", "Support engineer | Linen Co")),
    ],
)
def test_a_title_is_taken_apart(header, cells):
    """Whatever stands between the two: the part that reads like a title of a job is the role."""
    assert parts(header, *cells) == [("Quay Ltd", "Data engineer"), ("Linen Co", "Support engineer")]


def test_the_parts_of_a_role_stay_together():
    """A column whose header names the role keeps its dashes; only an "at" leads to an employer."""
    assert parts("Role", "Engineer - Remote", "Analyst - Growth") == []


def test_names_without_a_role_stay_together():
    """Two parts of which none reads like a title of a job are one name."""
    assert parts("Name", "Quay - Leeds", "Linen - York") == []


def test_an_employer_elsewhere_keeps_titles_whole():
    """Where another column names the employers, nothing is taken apart."""
    rows = [("Company", "Name"), ("Quay", "Engineer - Data"), ("Linen", "Engineer - Support")]
    assert not split_titles(find_tables(from_rows(rows), 1)[0]).given


@pytest.mark.parametrize(
    "cell",
    [
        "[North Ltd](https://north.example)",
        "North Ltd (https://notes.example/1a2b)",
        '=HYPERLINK("https://a.example","North Ltd")',
    ],
)
def test_a_name_is_what_a_person_sees_of_its_link(cell):
    """Markdown, an exported relation and a spreadsheet's formula show the name, not the address."""
    quoted = '"' + cell.replace('"', '""') + '"'
    text = f"Company,Role,Applied on\n{quoted},Clerk,2026-01-04\nSouth,Cook,2026-01-05\n"
    rows = read_log(text.encode(), "log.csv", as_of=date(2026, 11, 23)).log.applications
    assert rows["company"].tolist() == ["North Ltd", "South"]
