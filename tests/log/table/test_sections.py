"""What stands beside and between the rows of a log."""

from datetime import date

from lib.log.reading import read_log

HEADER = "Company,Role,Date applied,Notes"


def read(*lines: str):
    """The lines read as a CSV file."""
    return read_log("\n".join(lines).encode(), "log.csv", as_of=date(2026, 6, 1))


def test_titles_between_the_rows_say_how_these_stand():
    """Rows of one state and nothing else give the status of the rows below, and are no applications."""
    result = read(
        HEADER,
        "Applied,,,",
        "Quay,Baker,2026-03-02,",
        "Rejected,,,",
        "Linen,Tailor,2026-03-03,too far",
        "Copper,Welder,2026-03-04,",
    )
    assert result.log.applications["outcome"].tolist() == ["open", "rejected", "rejected"]
    assert [(aside.row, aside.reason) for aside in result.set_aside] == [
        (2, "total or note"),
        (4, "total or note"),
    ]


def test_no_status_is_listed_that_no_application_has():
    """A title with no rows below it is neither listed nor asked about."""
    result = read(HEADER, "Rejected,,,", "Quay,Baker,2026-03-02,", "Linen,Tailor,2026-03-03,", "Interview,,,")
    assert [(reading.text, reading.rows) for reading in result.statuses] == [("Rejected", 2)]


def test_a_summary_beside_the_rows_says_nothing_of_them():
    """Columns after an empty one that hold totals are left out."""
    result = read(
        "Company,Role,Status,,Summary,",
        "Quay,Baker,Applied,,Total,2",
        "Linen,Tailor,Applied,,Rejected,0",
    )
    assert result.log.applications["outcome"].tolist() == ["open", "open"]
    assert result.headers == ("Company", "Role", "Status")


def test_a_legend_beside_the_rows_says_nothing_of_them():
    """Status words listed once each after an empty column are no stage of the rows beside them."""
    result = read(
        "Company,Role,Status,,Status legend",
        "Quay,Baker,Applied,,Applied",
        "Linen,Tailor,Rejected,,Interview",
        "Copper,Welder,Applied,,Offer",
        "Slate,Roofer,Applied,,",
    )
    assert result.log.applications["outcome"].tolist() == ["open", "rejected", "open", "open"]
    assert set(result.log.applications["stage"]) == {"applied"}
    assert "A legend beside the rows was left out." in result.notes


def test_a_table_beside_the_rows_has_rows_of_its_own():
    """A list of tasks that goes on below the last application names no employer, and adds no row."""
    result = read(
        "APPLICATIONS,,,,TO DO,",
        "Company,Role,Status,,Task,Company",
        "Quay,Baker,Applied,,Call back,Copper",
        "Linen,Tailor,Rejected,,Thank-you note,Quay",
        ",,,,Rewrite CV,Slate",
        ",,,,Call back,Linen",
    )
    assert result.log.applications["company"].tolist() == ["Quay", "Linen"]
    assert result.headers == ("Company", "Role", "Status")
    assert result.rows_read == 2


def test_employers_above_their_roles_are_given_to_them():
    """A row with an employer and nothing else is the title of the rows without one below it."""
    result = read(
        "Company,Role,Date applied,Status",
        "Quay,,,",
        ",Baker,2026-03-02,Applied",
        ",Cook,2026-03-03,Rejected",
        "Linen,,,",
        ",Tailor,2026-03-04,Applied",
    )
    assert result.log.applications["company"].tolist() == ["Quay", "Quay", "Linen"]
    assert [(aside.row, aside.reason) for aside in result.set_aside] == [
        (2, "total or note"),
        (5, "total or note"),
    ]


def test_an_employer_alone_is_an_application_where_nothing_belongs_to_it():
    """A row that lacks everything but the employer stays, as long as rows have employers of their own."""
    result = read("Company,Role,Status", "Quay,,", "Linen,Tailor,Applied", "Slate,,", ",Cook,Applied")
    assert result.log.applications["row"].tolist() == [2, 3, 4, 5]


def test_weeks_and_remarks_between_the_rows_are_no_applications():
    """The number of a week, a sentence and a bracket alone in a row are notes; a short name is none."""
    result = read(
        "Bedrift,Stilling,Status",
        "Uke 11,,",
        "Quay,Baker,avslag",
        "took a week off for my sister,,",
        "Linen,Tailor,sendt",
        "(still waiting for references),,",
        "Bank of the West,,",
        "Sem,,",
        "Slate,Roofer,sendt",
    )
    companies = ["Quay", "Linen", "Bank of the West", "Sem", "Slate"]
    assert result.log.applications["company"].tolist() == companies


def test_a_line_under_a_row_begins_another_table():
    """Of two Markdown tables in one file the second, about something else, adds no application."""
    result = read(
        "| Company | Role | Status |",
        "|---|---|---|",
        "| Quay | Baker | Applied |",
        "| Linen | Tailor | Rejected |",
        "",
        "| What | Why | Since |",
        "|---|---|---|",
        "| Shorter letters | nobody reads them | March |",
    )
    assert result.log.applications["company"].tolist() == ["Quay", "Linen"]


def test_a_column_after_an_empty_one_is_no_summary():
    """Notes that stand apart stay."""
    result = read("Company,Role,Status,,Notes", "Quay,Baker,Applied,,kind", "Linen,Tailor,Applied,,far")
    assert result.log.applications["notes"].tolist() == ["kind", "far"]


def test_rows_that_explain_the_columns_belong_to_the_header():
    """A line under the header and hints how to fill it in are no applications."""
    result = read(
        "Company,Role,Date applied", "---,---,---", "e.g. Acme,e.g. Cook,YYYY-MM-DD", "Quay,Baker,2026-03-02"
    )
    assert result.log.applications["row"].tolist() == [4]


def test_tables_side_by_side_keep_their_headers():
    """The titles above each of them are no part of the column's names."""
    result = read(
        "Week 1,,,Week 2,,",
        "Company,Role,Status,Company,Role,Status",
        "Quay,Baker,Applied,Linen,Tailor,Rejected",
    )
    assert result.log.applications["company"].tolist() == ["Quay", "Linen"]


def test_changes_of_state_are_told_apart_by_their_number():
    """A log of changes without employers is put together by the number of the application."""
    result = read(
        "ID,Date,From,To",
        "1,2026-03-02,Applied,Rejected",
        "2,2026-03-03,Applied,Phone screen",
        "2,2026-03-12,Phone screen,Offer",
        "3,2026-03-04,Applied,Rejected",
    )
    assert result.log.applications["outcome"].tolist() == ["rejected", "offer", "rejected"]


def test_the_line_under_a_markdown_header_marks_it():
    """The row above the line is the header, whatever language its names are in, and prose is no row."""
    result = read(
        "| Công ty | Vị trí | Ngày nộp | Trạng thái |",
        "|---|---|---|---|",
        "| Quay Ltd | Shop assistant | 13/03/2026 | Applied |",
        "| Linen Co | Shop manager | 14/03/2026 | Rejected |",
        "",
        "**Key:** Applied = sent | Rejected = no | - = nothing",
    )
    assert {"Công ty", "Vị trí", "Ngày nộp", "Trạng thái"} < set(result.headers)
    assert result.log.applications["company"].tolist() == ["Quay Ltd", "Linen Co"]


def test_lines_under_further_headers_are_no_applications():
    """Tables under titles of their own each draw a line, which is set aside."""
    table = ["| Company | Role | Source | Link |", "|---|---|---|---|"]
    result = read(
        *(*table, "| Quay | Baker | board | a |", ""),
        *("### Rejected", *table, "| Linen | Tailor | board | b |", "| Moss | Baker | board | c |", ""),
        *("### Ghosted", *table, "| Copper | Welder | board | d |", ""),
    )
    assert result.log.applications["company"].tolist() == ["Quay", "Linen", "Moss", "Copper"]
    assert result.log.applications["outcome"].tolist() == ["open", "rejected", "rejected", "no_reply"]


def test_links_in_a_row_are_no_hints():
    """Cells in brackets explain their columns only where they link to nothing."""
    result = read(
        "| Role | Company | Status | File | Advert |",
        "|---|---|---|---|---|",
        "| Clerk | Quay | Rejected | [View](files/1) | [Advert](jobs/1) |",
        "| Cook | Linen | Applied | [View](files/2) | [Advert](jobs/2) |",
    )
    assert result.log.applications["company"].tolist() == ["Quay", "Linen"]


def test_totals_at_the_end_are_no_applications():
    """A total under columns of ticks, and counts of single states below the rows, are notes."""
    result = read(
        "Company,Role,Date applied,Interview,Offer",
        "Quay,Baker,2026-03-02,x,",
        "Linen,Tailor,2026-03-03,,",
        "Copper,Welder,2026-03-04,x,x",
        "TOTAL,3,3,2,1",
        ",Rejected,2,,",
    )
    assert result.log.applications["company"].tolist() == ["Quay", "Linen", "Copper"]


def test_a_row_with_a_day_in_it_is_no_header():
    """A file without a header whose words happen to name columns is read from its first row on."""
    result = read(
        "1,Quay,Data analyst,Leeds,Portal,2025-11-25,Applied",
        "2,Linen,Backend intern,Leeds,Referral,,Applied",
        "3,Copper,Data engineer,Hull,Portal,2025-12-05,ONLINE_TEST",
        "4,Slate,Data analyst,Hull,Campus,2025-11-30,Rejected",
    )
    assert result.log.applications["company"].tolist() == ["Quay", "Linen", "Copper", "Slate"]
