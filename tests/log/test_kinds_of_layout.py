"""What stands around and beside the rows of a log: titles with a year, keys, views, other tables, boards."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from lib.log.reading import read_log
from lib.log.unreadable import UnreadableLog
from tests.log.twins import column, outcomes, read

HEADER = "Firma,Stelle,Beworben am,Antwort am,Ergebnis"


def test_the_title_tells_the_year_of_days_without_one():
    """Days of a log of last year are not moved to this one, and may cross its end."""
    rows = ["A,Pflegekraft,12.05.,26.05.,Absage", "B,Pflegekraft,3.11.,,", "C,Pflegekraft,4.1.,9.1.,Absage"]
    result = read("Meine Bewerbungen 2024,,,,", HEADER, *rows)
    assert column(result, "applied_on") == ["2024-05-12", "2024-11-03", "2025-01-04"]
    assert column(result, "replied_on") == ["2024-05-26", None, "2025-01-09"]


def test_a_year_that_nothing_tells_is_said_to_be_assumed():
    """Days without a year are as late as can be, and a note says so; not where a title or a cell tells it."""
    rows = ["A,Cook,5 Mar,Rejected", "B,Cook,20 Apr,Applied"]
    header = "Company,Role,Date applied,Status"
    note = "The latest days possible are assumed: 5 March 2026 to 20 April 2026."
    assert any(said.endswith(note) for said in read(header, *rows).notes)
    assert not any("assumed" in said for said in read("Search of 2025,,,", header, *rows).notes)
    dated = read(header, *(row.replace(" Mar", ".03.26").replace(" Apr", ".04.26") for row in rows))
    assert not any("assumed" in said for said in dated.notes)


def test_the_day_of_the_title_is_the_latest_day():
    """“Stand: 30.03.2025” over days without a year: October was that of the year before."""
    result = read("Stand: 30.03.2025,,,,", HEADER, "A,Koch,12.10.,,Absage", "B,Koch,3.3.,,")
    assert column(result, "applied_on") == ["2024-10-12", "2025-03-03"]


def test_a_day_without_a_year_is_read_in_the_order_that_keeps_it_beside_the_days_around_it():
    """“7/1” between 6 and 13 January is the 7th."""
    days = ["2025-01-06", "7/1", "2025-01-13", "2025-02-03", "5/2", "2025-02-10"]
    rows = [f"C{i},Clerk,{day},Applied" for i, day in enumerate(days)]
    result = read("Company,Role,Date applied,Status", *rows)
    assert column(result, "applied_on")[1] == "2025-01-07"
    assert column(result, "applied_on")[4] == "2025-02-05"


@pytest.mark.parametrize("above", [True, False])
def test_a_key_says_what_the_marks_mean(above):
    """Letters that a line over the headers explains, or symbols that lines below the rows explain."""
    rows = ["A,Cook,2026-03-02,X", "B,Clerk,2026-03-05,📞", "C,Nurse,2026-03-09,X", "D,Guide,2026-03-10,Q"]
    key = ["Key: X = turned down; 📞 = interview; Q = offer,,,"] if above else []
    below = [] if above else [",,,", "Key:,,,", "X,turned down,,", "📞,interview,,", "Q,offer,,"]
    result = read(*key, "Company,Role,Date applied,Status", *rows, *below)
    assert outcomes(result) == ["rejected", "open", "rejected", "offer"]
    assert column(result, "stage")[1] == "interview"


def test_days_in_histories_share_one_order():
    """One day beyond the 12th settles the others, in lines and in steps parted by dashes."""
    lines = ['A,Clerk,"03/02/2026: applied\n10/02/2026: phone call\n20/02/2026: rejected"']
    lines += ["B,Cook,05/02/2026 applied - 09/02/2026 rejected"]
    result = read("Company,Role,Log", *lines)
    assert column(result, "applied_on") == ["2026-02-03", "2026-02-05"]
    assert column(result, "closed_on") == ["2026-02-20", "2026-02-09"]


def test_views_of_a_sheet_are_not_read_beside_it():
    """An export holds the whole table and a filtered view of it: the rows count once."""
    header = "Company,Role,Stage,Applied on"
    rows = [f"C{i},Clerk,{'Applied' if i % 2 else 'Rejected'},2026-01-0{i + 1}" for i in range(6)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Hunt.csv", "\n".join([header, *rows[1::2]]))
        archive.writestr("Hunt_all.csv", "\n".join([header, *rows]))
    result = read_log(out.getvalue(), "export.zip", as_of=date(2026, 11, 23))
    assert (result.source.sheets, len(result.log), result.rows_read) == (("Hunt_all",), 6, 6)


def test_tables_side_by_side_with_columns_of_their_own_are_read_one_after_the_other():
    """What stands in the second table says nothing of the rows of the first."""
    result = read(
        "Company,Role,Applied,Status,,Company,Role,Applied,Reason",
        "A,Nurse,2026-03-01,Interview,,C,Carer,2026-02-01,Rejected - no licence",
        "B,Nurse,2026-03-02,Waiting,,D,Nurse,2026-02-03,No reply",
    )
    assert column(result, "company") == ["A", "B", "C", "D"]
    assert outcomes(result) == ["open", "open", "rejected", "no_reply"]


def test_remarks_on_the_cards_of_a_board_say_how_far_it_got_and_when():
    """A day in brackets is the day, “after phone screen” the stage; role and employer are taken apart."""
    result = read(
        "WISHLIST,APPLIED,INTERVIEWING,REJECTED",
        "Far – Artist,North – Designer (2026-04-03),West – Designer (panel tbd),East – Artist (after screen)",
        ",South – Designer (2026-04-07),,Mid – Designer",
        *[f",Near{i} – Artist,,Nether{i} – Artist" for i in range(4)],
    )
    told = dict(zip(column(result, "company"), column(result, "stage"), strict=True))
    assert [told[name] for name in ("North", "South")] == ["applied", "applied"]
    assert [told[name] for name in ("West", "East", "Mid")] == ["interview", "screen", "applied"]
    assert set(column(result, "applied_on")) == {"2026-04-03", "2026-04-07", None}


def test_what_was_missed_was_never_sent():
    """Beside a deadline, a row without a day sent and without a word was not sent; nor one that says so."""
    result = read(
        "School,Post,Deadline,Submitted,Outcome",
        "A,Lecturer,2026-01-10,2026-01-09,Unsuccessful",
        "B,Lecturer,2026-01-17,2026-01-17,",
        "C,Lecturer,2026-01-31,,",
        'D,Lecturer,2026-02-02,"started, not finished",',
        only_text=True,
    )
    assert column(result, "company") == ["A", "B"]


@pytest.mark.parametrize(("header", "no"), [("Svar", "Nej"), ("What they said", "no"), ("Respuesta", "no")])
def test_a_no_among_answers_is_a_rejection(header, no):
    """Below “Reply” a bare no is what they answered, where silence is a blank or has words of its own."""
    rows = [f"A,Clerk,2026-01-05,{no}", "C,Clerk,2026-01-07,interview", "B,Clerk,2026-01-06,"]
    for silence, outcome in (("", "open"), ("ghosted", "no_reply")):
        log = read(f"Company,Role,Date applied,{header}", *rows[:2], rows[2] + silence)
        assert outcomes(log) == ["rejected", "open", outcome]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Resposta", "replied_on"),
        ("Rückmeldung", "replied_on"),
        ("Offre", "offer_on"),
        ("Demo lesson", "interview_on"),
    ],
)
def test_days_below_a_header_with_two_meanings_settle_it(header, field):
    """“Resposta” holds words or days, “Offre” is a job or an offer, a “lesson” one learned or one given."""
    rows = ["A,Clerk,2026-01-05,2026-01-15,Waiting", "B,Clerk,2026-01-06,,Waiting"]
    rows += ["C,Clerk,2026-01-07,2026-01-17,Waiting"]
    result = read(f"Company,Role,Date applied,{header},Status", *rows)
    assert column(result, field) == ["2026-01-15", None, "2026-01-17"]


def test_a_department_is_the_employer_where_nothing_else_is():
    """Within one large employer the department tells applications apart; beside a company it does not."""
    rows = [f"D{i} Agency,HEO,2026-01-0{i + 1},Unsuccessful" for i in range(3)]
    result = read("Department,Grade,Submitted,Outcome", *rows)
    assert column(result, "company") == ["D0 Agency", "D1 Agency", "D2 Agency"]
    beside = read("Company,Department,Role,Submitted,Outcome", "A,Sales,Clerk,2026-01-05,Unsuccessful")
    assert column(beside, "company") == ["A"]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Datum,Företag,Kategori,Belopp,Status",
            "2026-01-02,Nordkraft,El,845,betald",
            "2026-01-03,Mataff,Mat,99,betald",
        ),
        ("Name,Company,Email,How we met,Last contacted,Status", "Ann Roe,A,a@a.example,fair,2026-01-02,warm"),
    ],
)
def test_budgets_and_lists_of_people_are_refused_in_every_language(lines):
    """Names of firms, days and a status do not make a log."""
    with pytest.raises(UnreadableLog):
        read(*lines)


def test_each_sheet_has_the_year_of_its_name():
    """Two sheets called “2024” and “2025” with days without a year, some of them half a year apart."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for year in ("2024", "2025"):
        sheet = book.add_worksheet(year)
        sheet.write_row(0, 0, ["Company", "Role", "Applied", "Status"])
        for at, day in enumerate(["5 Mar", "12 May", "20 Nov"]):
            sheet.write_row(at + 1, 0, [f"C{at} {year}", "Welder", day, "Applied"])
    book.close()
    result = read_log(out.getvalue(), "log.xlsx", as_of=date(2026, 11, 23))
    assert column(result, "applied_on") == [
        f"{year}-{day}" for year in (2024, 2025) for day in ("03-05", "05-12", "11-20")
    ]


def test_months_between_the_rows_belong_to_the_days_below_them():
    """“March” over rows with 2 and 5 below “Date”; the first month may stand over the headers."""
    result = read(
        "January,,,",
        "Company,Role,Date,Status",
        "A,Welder,5,Rejected",
        "B,Fitter,12,Applied",
        "February,,,",
        "C,Welder,3,Applied",
    )
    assert column(result, "applied_on") == ["2026-01-05", "2026-01-12", "2026-02-03"]
    with pytest.raises(UnreadableLog, match="headers but no rows"):
        read("January,,,", "Company,Role,Date,Status")


def test_alike_rows_of_two_years_are_two_applications():
    """Their days lack the year that the names of their sheets tell."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for year in ("2024", "2025"):
        sheet = book.add_worksheet(year)
        sheet.write_row(0, 0, ["Company", "Role", "Applied", "Status"])
        sheet.write_row(1, 0, ["A", "Welder", "5 Mar", "Applied"])
        sheet.write_row(2, 0, [f"B{year}", "Welder", "9 Mar", "Applied"])
    book.close()
    assert len(read_log(out.getvalue(), "log.xlsx", as_of=date(2026, 11, 23)).log) == 4


def test_a_day_written_once_over_a_block_of_rows_is_the_day_of_them_all():
    """Blocks are parted by blank rows, and only the first row of each has a day."""
    head, rows = "Date,Company,Role,Status", ["2026-03-01,A,Cook,Rejected", ",B,Cook,Applied"]
    later = ["2026-03-04,C,Cook,Applied", ",D,Chef,Applied", ",E,Chef,Applied"]
    result = read(head, *rows, ",,,", *later)
    assert column(result, "applied_on") == ["2026-03-01"] * 2 + ["2026-03-04"] * 3
    assert {repair.row for repair in result.repairs} == {3, 6, 7}
    assert column(read(head, *rows, *later), "applied_on").count(None) == 3


def test_a_second_column_of_days_is_asked_about():
    """“Date 2” may be the day applied as well as “Date”."""
    rows = [f"C{i},Cook,2026-03-0{i + 1},Rejected,2026-03-1{i}" for i in range(4)]
    result = read("Company,Role,Date,Status,Date 2", *rows)
    (question,) = result.questions
    assert (question.field, [answer.value for answer in question.answers]) == (
        "applied_on",
        ["Date", "Date 2", ""],
    )


def test_a_page_of_firms_is_read_as_its_reader_sees_it():
    """Short lines under headers are known; remarks below "Offer" are none; prose is no row."""
    head = ["| Firm | Offer | Town | Status |", "|--|:-:|--|--|"]
    result = read(
        "# Bakeries",
        "",
        *head,
        "| **Northwind** | a long way by bus | Hull | Applied |",
        "| Southgate | quite unknown to me | York | Rejected |",
        "# Kitchens",
        "Most of them want early shifts and a clean record.",
        *head,
        "| Westend | near the harbour | Leeds | Interview |",
        only_text=True,
    )
    assert {match.field for match in result.columns} == {"company", "location", "status"}
    assert column(result, "company") == ["Northwind", "Southgate", "Westend"]
    assert outcomes(result) == ["open", "rejected", "open"]


def test_an_employers_calendar_is_no_application():
    """“网申已开” says that one may apply now; beside a word for sent, or a test, it was sent."""
    said = ["网申已开", "春招已开，已申请", "招聘中", "网申开启，笔试"]
    result = read("公司,状态", *(f'甲{i},"{text}"' for i, text in enumerate(said)))
    assert column(result, "company") == ["甲1", "甲3"]
    assert column(result, "stage") == ["applied", "screen"]


def test_numbered_stages_are_steps_of_one_application():
    """“Stage 1” is no internship: its words say how far it got, and it makes no application of its own."""
    result = read(
        "Employer,Status,Stage 1,Remarks,Stage 2,Remarks",
        "North,waiting,phone screen,kind,panel interview,",
        "South,waiting,,,,",
        "West,waiting,phone screen,,,",
    )
    assert column(result, "company") == ["North", "South", "West"]
    assert column(result, "stage") == ["interview", "applied", "screen"]
    assert "role" not in {match.field for match in result.columns}


def test_a_title_of_several_words_is_that_of_a_job_where_no_column_has_the_employer():
    """A short one may be that of a card, with the employer's name on it."""
    gigs = ["Logo für eine Bäckerei", "Webseite mit drei Seiten", "Texte über alte Uhren"]
    result = read("title,date,status", *(f"{gig},2026-03-0{i + 1},Zuschlag" for i, gig in enumerate(gigs)))
    assert column(result, "role") == gigs
    assert outcomes(result) == ["offer"] * 3
    cards = read("title,date,status", *(f"{card},2026-03-01,Absage" for card in ("Nordlicht", "Südwind")))
    assert column(cards, "company") == ["Nordlicht", "Südwind"]


def test_a_row_of_noes_has_not_slipped():
    """“yes, no, no” stands where it was written: a plain answer fits each column that asks something."""
    result = read(
        "Week,Company,Role,Reply?,Interview?,Result",
        "W1,Northgate,Surveyor,yes,yes,no",
        "W1,Eastlake,Site engineer,no,,",
        "W2,Mill & Daughter,Graduate,yes,no,no",
        "W2,Quarry,Junior engineer,no,,",
        "W3,Harbour,Engineer,yes,yes,2nd interview W6",
        "W4,Westmoor,Engineer,yes,yes,OFFER",
        "W4,Southside,Engineer,no,,",
        "W5,Tallow,Graduate,yes,,not this time",
    )
    assert column(result, "company")[2] == "Mill & Daughter"
    assert column(result, "role")[2] == "Graduate"
    assert outcomes(result)[2] == "rejected"


def test_an_export_of_a_task_board_with_talks_is_a_log():
    """Cards of a company that were applied for and led to talks; other tasks stay refused."""
    header = "Task Name,Status,Assignee,Due Date,Date Closed,Company (short text)"
    rows = ["Designer,{},[Kim],,2026-02-14,North", "Researcher,{},[Kim],,,South", "Artist,{},[Kim],,,West"]
    said = ("rejected", "interviewing", "applied")
    result = read(header, *(row.format(word) for row, word in zip(rows, said, strict=True)))
    assert column(result, "company") == ["North", "South", "West"]
    assert column(result, "stage") == ["applied", "interview", "applied"]
    with pytest.raises(UnreadableLog, match="tasks or tickets"):
        read(header, *(row.format(w) for row, w in zip(rows, ("closed", "in progress", "open"), strict=True)))
