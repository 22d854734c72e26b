"""How far each application got: in columns for single stages, in forms, in cells that hold two things."""

import io
from datetime import date

import pytest
import xlsxwriter

from lib.log.reading import read_log
from tests.log.twins import column, outcomes, read


@pytest.mark.parametrize(
    ("headers", "passed", "failed"),
    [
        ("서류,필기,면접,최종", "합격", "불합격"),
        ("書類選考,筆記試験,一次面接,最終面接", "○ 4/8", "× 4/20"),
        ("CV review,Phone screen,Interview,Final round", "passed", "failed"),
    ],
)
def test_columns_of_single_stages_say_where_one_passed_and_failed(headers, passed, failed):
    """Passing the papers is no conversation, failing them is a rejection; no column is the status."""
    result = read(
        f"Company,Role,Date applied,{headers}",
        f"A,Clerk,2026-04-01,{failed},,,",
        f"B,Cook,2026-04-01,{passed},{failed},,",
        f"C,Cook,2026-04-02,{passed},{passed},{failed},",
        f"D,Cook,2026-04-02,{passed},,,",
    )
    assert outcomes(result) == ["rejected", "rejected", "rejected", "open"]
    assert column(result, "stage") == ["applied", "screen", "interview", "applied"]
    assert "status" not in {match.field for match in result.columns}


@pytest.mark.parametrize(
    "headers", ["First,Second,Final", "Erstes,Zweites,Endrunde", "1er,2ème,Final", "1st,Tech,Final"]
)
def test_rounds_without_a_word_for_conversation_are_told_by_those_beside_them(headers):
    """“First” beside “Second” is a round; alone it may be anything. “Recruiter?” is no conversation."""
    result = read(
        f"Company,Role,Recruiter?,Date applied,{headers},Outcome",
        "A,Cook,yes,2026-04-01,no,no,no,no",
        "B,Cook,no,2026-04-02,yes,no,no,no",
        "C,Cook,yes,2026-04-03,yes,yes,no,no",
        "D,Cook,no,2026-04-04,yes,yes,yes,no",
        "E,Cook,yes,2026-04-05,,,,",
    )
    assert column(result, "stage") == ["applied", "screen", "interview", "final", "applied"]
    assert outcomes(result) == ["rejected"] * 4 + ["open"]
    alone = read("Company,Date applied,First,Status", "A,2026-04-01,yes,Applied", "B,2026-04-02,no,Rejected")
    assert column(alone, "stage") == ["applied", "applied"]


def test_who_passed_the_last_round_has_an_offer():
    """A pass in the column of the final round, under words that may mean an offer elsewhere."""
    result = read(
        "회사,직무,지원일,서류,최종면접", "A,회계,2026-04-01,합격,합격", "B,회계,2026-04-02,합격,불합격"
    )
    assert outcomes(result) == ["offer", "rejected"]


def test_days_of_stages_where_nothing_happened_are_a_form_s_default():
    """A day in nearly every row, beside “Applied”, is no interview; another day beside “Interview” is one."""
    rows = [f"C{i},Clerk,2026-03-0{i + 1},2026-04-01,Applied" for i in range(6)]
    result = read(
        "Company,Role,Date applied,Interview date,Status",
        *rows,
        "X,Cook,2026-03-08,2026-04-01,Rejected",
        "Y,Cook,2026-03-09,2026-03-30,Interview",
    )
    assert column(result, "stage") == ["applied"] * 7 + ["interview"]
    assert column(result, "interview_on")[-1] == "2026-03-30"


def test_days_of_replies_alone_do_not_say_what_these_were():
    """A log with days of answers and no outcome is asked about, and its reply days stay."""
    rows = [f"C{i},Clerk,2026-03-0{i + 1},2026-03-1{i}" for i in range(4)]
    result = read("Company,Role,Date applied,Reply received", *rows)
    assert [question.about for question in result.questions] == ["outcomes"]
    assert (result.log.has_outcomes, column(result, "replied_on")[0]) == (False, "2026-03-10")


def test_addresses_that_nobody_reads_say_nothing_of_progress():
    """“no-reply@…” is no status."""
    rows = [f"C{i},Clerk,2026-03-0{i + 1},no-reply@c{i}.example" for i in range(4)]
    assert set(outcomes(read("Company,Role,Date applied,Sent from", *rows))) == {"open"}


@pytest.mark.parametrize("said", ["Recruiter", "Hiring manager", "Referral, Employee", "Empfehlung"])
def test_what_a_contact_is_does_not_belong_to_the_name(said):
    """Roles in brackets are left out; a contact who referred one is the channel; other brackets stay."""
    row = f'A,Clerk,2026-03-01,"Ada Roe ({said})",Board'
    result = read("Company,Role,Date applied,Contact,Source", row, 'B,Cook,2026-03-02,"Tim (Leeds)",Board')
    assert column(result, "contact") == ["Ada Roe", "Tim (Leeds)"]
    referred = said.startswith(("Referral", "Empfehlung"))
    assert column(result, "channel")[0] == ("referral" if referred else "board")


def test_a_header_that_is_merged_with_the_row_below_it_goes_on_there():
    """Groups of columns above, their parts below, and headers that reach over both rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("2026")
    for at, label in ((0, "Azienda"), (1, "Ruolo"), (6, "Esito finale")):
        sheet.merge_range(0, at, 1, at, label)
    sheet.merge_range(0, 2, 0, 3, "Candidatura")
    sheet.merge_range(0, 4, 0, 5, "1° colloquio")
    sheet.write_row(1, 2, ["Data", "Canale", "Data", "Note"])
    sheet.write_row(2, 0, ["Norvik", "Saldatore", "2026-01-12", "LinkedIn", "2026-01-20", "", "scartato"])
    sheet.write_row(3, 0, ["Ardel", "Saldatore", "2026-01-14", "sito", "", "", "in corso"])
    book.close()
    result = read_log(out.getvalue(), "log.xlsx", as_of=date(2026, 11, 23))
    assert column(result, "company") == ["Norvik", "Ardel"]
    assert column(result, "applied_on") == ["2026-01-12", "2026-01-14"]
    assert (outcomes(result), column(result, "stage")) == (["rejected", "open"], ["interview", "applied"])


def test_a_header_that_explains_numbers_makes_them_a_status():
    """“Status (0=no answer, 1=rejected, 2=interview)” over figures."""
    rows = [f"C{i},Clerk,2026-03-0{i + 1},{i}" for i in range(3)]
    header = 'Company,Role,Date applied,"Status (0=no answer, 1=rejected, 2=interview)"'
    result = read(header, *rows)
    assert (outcomes(result), column(result, "stage")) == (
        ["no_reply", "rejected", "open"],
        ["applied", "applied", "interview"],
    )


def test_a_yes_to_an_answer_is_an_answer():
    """“Response (Y/N)”: a yes is one, whatever it was; a no is none, and needs no question."""
    result = read("Company,Role,Date applied,Response (Y/N)", "A,Clerk,2026-03-02,Y", "B,Clerk,2026-03-03,N")
    assert column(result, "answered") == [True, False]
    assert "status" not in {question.about for question in result.questions}


def test_reference_numbers_are_no_referrals():
    """“Ref” may stand over either."""
    numbers = read("Company,Role,Date applied,Ref", "A,Clerk,2026-03-02,321-A", "B,Clerk,2026-03-03,322-B")
    people = read("Company,Role,Date applied,Ref", "A,Clerk,2026-03-02,Kim Roe", "B,Clerk,2026-03-03,")
    assert column(numbers, "channel") == ["unknown", "unknown"]
    assert column(people, "channel") == ["referral", "unknown"]


def test_months_in_roman_figures_are_read():
    """As Poles and Hungarians write them."""
    rows = ["A,Spawacz,2 III 2026,odmowa", "B,Spawacz,15 XI 2026,cisza"]
    result = read("Firma,Stanowisko,Wysłane,Odpowiedź", *rows)
    assert column(result, "applied_on") == ["2026-03-02", "2026-11-15"]


def test_a_header_of_question_words_is_one():
    """“Who, When, What happened” name the employer, the day and the outcome."""
    result = read(
        "When,Who,As,What happened", "2026-03-02,Norvik,cook,no thanks", "2026-03-05,Ardel,cook,hired"
    )
    assert (result.source.header_row, column(result, "company")) == (1, ["Norvik", "Ardel"])
    assert outcomes(result) == ["rejected", "accepted"]


def test_names_of_files_are_no_progress():
    """“cv_analyst_v3.pdf” below “Resume Name” is the version of the résumé, though “CV” is a status word."""
    rows = [f"C{i},Clerk,2026-03-0{i + 1},cv_analyst_v{i}.pdf" for i in range(4)]
    result = read("Company,Role,Date applied,Resume Name", *rows)
    assert "resume_version" in {match.field for match in result.columns}
    assert [question.about for question in result.questions] == ["outcomes"]


def test_rows_that_are_conversations_are_put_together_and_their_results_are_of_the_round():
    """“Bestanden” beside a round is no offer; the days are those of the conversations, not of applying."""
    result = read(
        "Firma,Runde,Datum,Ergebnis",
        "Nord,Telefoninterview,2026-03-01,ja",
        "Nord,Fachgespräch,2026-03-08,nicht bestanden",
        "Süd,Telefoninterview,2026-03-02,bestanden",
        "Süd,Zweites Gespräch,2026-03-12,",
        "West,Telefoninterview,2026-03-05,Absage",
        "Ost,Vorstellungsgespräch,2026-03-06,Angebot",
    )
    assert column(result, "company") == ["Nord", "Süd", "West", "Ost"]
    assert outcomes(result) == ["rejected", "open", "rejected", "offer"]
    assert column(result, "stage") == ["interview", "interview", "screen", "offer"]
    assert column(result, "applied_on") == [None] * 4
    assert column(result, "screen_on")[:2] == ["2026-03-01", "2026-03-02"]


def test_a_kind_of_interview_is_a_round_only_where_it_names_one():
    """“Type” with kinds of work says nothing about conversations: “Yes” below “Result” is an offer there."""
    lines = [
        f"C{i},{kind},2026-03-0{i + 1},{said}"
        for i, (kind, said) in enumerate(
            [("Full-time", "Yes"), ("Part-time", "No"), ("Full-time", "No"), ("Internship", "")]
        )
    ]
    assert outcomes(read("Company,Type,Date,Result", *lines)) == ["offer", "rejected", "rejected", "open"]


@pytest.mark.parametrize(
    ("status", "stage", "outcome"),
    [
        ("2nd interview ❌", "interview", "rejected"),
        ("Telefoninterview ✗", "screen", "rejected"),
        ("Offer ❌", "applied", "rejected"),
        ("CV ✅ → Interview ❌", "interview", "rejected"),
        ("Interview ❌ → Interview ✅", "interview", "open"),
        ("Interview ✅", "interview", "open"),
    ],
)
def test_a_cross_beside_a_stage_ends_there(status, stage, outcome):
    """Unless another conversation follows; an offer with a cross was not made."""
    result = read("Company,Role,Status", f"A,Cook,{status}", "B,Cook,Applied", "C,Cook,Rejected")
    assert (column(result, "stage")[0], outcomes(result)[0]) == (stage, outcome)


def test_a_row_that_only_keeps_a_place_is_no_application():
    """“Placeholder”, in any language, alone in its row."""
    result = read("Firma,Stelle,Status", "A,Koch,Absage", "B,Koch,Beworben", "Platzhalter,,")
    assert column(result, "company") == ["A", "B"]
