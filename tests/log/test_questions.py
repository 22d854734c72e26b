"""What is asked: only what has more than one answer."""

import io
from datetime import date

import xlsxwriter

from lib.log.reading import read_log
from lib.log.schema import ImportResult

AS_OF = date(2026, 11, 23)


def read(*lines: str) -> ImportResult:
    """A log written as text, as it was read."""
    return read_log("\n".join(lines).encode(), "log.csv", as_of=AS_OF)


def asked(result: ImportResult) -> set[str]:
    """What the questions are about."""
    return {question.name for question in result.questions}


def test_two_columns_that_say_the_same_are_no_choice():
    """Of two status columns alike in every row it does not matter which is read."""
    alike = read(
        "Company,Role,Applied on,Status,Application status",
        "North,Clerk,2026-01-04,Applied,Applied",
        "South,Cook,2026-01-05,Rejected,Rejected",
    )
    apart = read(
        "Company,Role,Applied on,Status,Application status",
        "North,Clerk,2026-01-04,Applied,Interview",
        "South,Cook,2026-01-05,Rejected,Rejected",
    )
    assert ("column status" in asked(alike), "column status" in asked(apart)) == (False, True)


def test_a_column_with_a_use_of_its_own_is_no_rival():
    """A "Stage" column holds the status here, though the word means a position in French."""
    result = read(
        "Company,Position,Applied on,Stage",
        "North,Clerk,2026-01-04,Submitted",
        "South,Cook,2026-01-05,Rejected",
    )
    assert "column role" not in asked(result)


def test_every_question_has_more_than_one_answer():
    """Employers found by their cells alone are not asked about where no other column could be meant."""
    result = read("x,when,how it went", "North GmbH,2026-01-04,Rejected", "South AG,2026-01-05,Applied")
    assert all(len(question.answers) > 1 for question in result.questions)


def test_only_sheets_that_may_be_logs_are_offered():
    """A dashboard and a pivot table beside the log are not asked about; another log is, whatever its name."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    log = [("Company", "Role", "Applied on", "Status"), ("North", "Clerk", "2026-01-04", "Applied")] * 1
    log += [("South", "Cook", "2026-01-05", "Rejected"), ("West", "Baker", "2026-01-06", "Applied")]
    sheets = {
        "Log": log,
        "Dashboard": [("Applications", 3), ("Rejected", 1)],
        "Pivot": [("Company", "Count"), ("North", 1), ("South", 1), ("West", 1)],
        "Old | log": [
            ("Employer", "Job", "Sent", "Outcome", "Notes"),
            ("East", "Clerk", "2025-01-04", "No reply", ""),
        ],
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)
    book.close()

    result = read_log(file.getvalue(), "log.xlsx", as_of=AS_OF)
    question = next(q for q in result.questions if q.about == "sheet")
    offered = [answer.value for answer in question.answers]
    assert (result.source.sheets, offered) == (("Log",), ["Log", "Old | log"])
    choices = result.choices.corrected(question.answers[1].change)
    again = read_log(file.getvalue(), "log.xlsx", as_of=AS_OF, choices=choices)
    assert again.source.sheets == ("Old | log",)
    assert all(q.is_answered(choices) for q in again.questions if q.about == "sheet")


def test_words_that_are_no_days_are_told():
    """A note tells of “2 weeks ago”, also where no cell of the column holds a day."""
    some = read(
        "Company,Role,Date applied,Status",
        "North,Clerk,2 weeks ago,Rejected",
        "South,Cook,2026-01-05,Applied",
        "West,Baker,n/a,Applied",
        "East,Baker,March 2026,Applied",
    )
    none = read(
        "Company,Role,Date applied,Status", "North,Clerk,last week,Rejected", "South,Cook,lately,Applied"
    )
    assert "1 row of “Date applied” holds no day, such as “2 weeks ago”." in some.notes
    assert "2 rows of “Date applied” hold no day, such as “last week”." in none.notes


def test_answers_are_no_lost_days():
    """A column called "Applied" may say yes or no."""
    result = read("Company,Role,Applied,Status", "North,Clerk,yes,Rejected", "South,Cook,yes,Interview")
    assert not [note for note in result.notes if "no day" in note]


def test_a_no_to_nothing_is_asked_about():
    """A "No" under "Status" may mean anything; under "Interview?" and "Result" the header says what."""
    row = "North,Clerk,2026-01-04,No"
    assert "status status No" in asked(read("Company,Role,Date applied,Status", row))
    for header in ("Interview?", "Result", "Heard back?"):
        assert "status status No" not in asked(read(f"Company,Role,Date applied,{header}", row)), header


def test_who_was_disqualified_without_ever_applying_is_asked_about():
    """Where all that was sent has its day, “disqualified” without one is the person's own judgement."""
    sent = [f"Firm {n},Clerk,2026-01-0{n},Sent" for n in range(1, 7)]
    never = ["Firm 7,Clerk,,Disqualified", "Firm 8,Cook,,Disqualified"]
    after = ["Firm 7,Clerk,2026-01-07,Disqualified", "Firm 8,Cook,2026-01-08,Disqualified"]
    own, theirs = (read("Company,Role,Applied on,Status", *sent, *rows) for rows in (never, after))
    assert (len(own.log), [question.value for question in own.questions]) == (6, ["Disqualified"])
    assert (len(theirs.log), theirs.questions) == (8, ())
