"""What only the words beside a status tell: of adverts, of programs, of who ended it; names like totals."""

import pytest

from tests.log.twins import column, outcomes, read


@pytest.mark.parametrize("status", ["To apply, Closed", "To apply (closed)", "Wishlist → Expired"])
def test_what_was_only_planned_and_then_closed_was_never_sent(status):
    """It is the advert that closed; with a step between, the application ended."""
    result = read(
        "Company,Role,Status",
        f'North,Cook,"{status}"',
        'South,Cook,"To apply, Applied, Closed"',
        "B,Cook,Applied",
    )
    assert outcomes(result) == ["rejected", "open"]


def test_open_is_said_of_adverts_that_were_only_found():
    """In a log without days of sending, beside “New” and “Applied”; it is asked about."""
    lines = ["A,Welder,Still open", "B,Welder,Applied", "C,Fitter,New", "D,Fitter,Still open"]
    result = read("Company,Role,Status", *lines)
    assert column(result, "company") == ["B"]
    assert [question.value for question in result.questions if question.about == "status"] == ["Still open"]
    dated = read(
        "Company,Role,Date applied,Status",
        *(
            ",".join([*line.split(",")[:2], f"2026-03-0{i + 1}", line.split(",")[2]])
            for i, line in enumerate(lines)
        ),
    )
    assert "Still open" in column(dated, "status")


def test_what_a_program_failed_to_send_was_not_sent():
    """Moments to the second, and no answer of any employer: “FAILED” is about the form; it is asked about."""
    lines = [
        f"C{i},Clerk,{status},2026-05-11T07:41:3{i}.204118+00:00"
        for i, status in enumerate(["APPLIED", "FAILED", "MANUAL_REVIEW", "APPLIED"])
    ]
    result = read("company,title,status,applied_at", *lines)
    assert column(result, "company") == ["C0", "C3"]
    assert {question.value for question in result.questions} >= {"FAILED", "MANUAL_REVIEW"}
    stopped = read("company,title,status,applied_at", *(line.replace("FAILED", "stopped") for line in lines))
    assert column(stopped, "company") == ["C0", "C3"]
    answered = read("company,title,status,applied_at", *lines, "C9,Clerk,REJECTED,2026-05-11T07:52:09")
    assert outcomes(answered).count("rejected") == 2


@pytest.mark.parametrize("name", ["Media Werk", "Total Werke", "Summe Bau", "Average Films"])
def test_an_employer_whose_name_begins_like_a_total_is_kept(name):
    """Its row has a day or a status, as no total has."""
    result = read(
        "Firma,Status,Datum", "A,Absage,06.12.2025", f"{name},Absage,07.12.2025", "B,Absage,08.12.2025"
    )
    assert column(result, "company") == ["A", name, "B"]
    undated = read("Company,City,Status", "A,,Applied", f"{name},,Rejected", "B,Leeds,Applied", "Total,3,")
    assert column(undated, "company") == ["A", name, "B"]


def test_what_the_person_says_they_refused_is_their_own_doing():
    """“I denied”; in “Phase I denied” the I is a number."""
    statuses = ["Denied", "I denied", "Phase I denied", "2 interviews; I denied"]
    result = read("Company,Role,Status", *(f"C{i},Cook,{status}" for i, status in enumerate(statuses)))
    assert outcomes(result) == ["rejected", "withdrawn", "rejected", "withdrawn"]


@pytest.mark.parametrize("said", ["Closed by Ada", "Closed - pass"])
def test_who_ended_it_is_asked_where_a_name_or_a_pass_stands(said):
    """“Closed by Ada” and “Closed - pass” may be either side; “Closed - no” is the employer."""
    result = read("Company,Role,Status", f"A,Cook,{said}", "B,Cook,Applied", "C,Cook,Closed - no")
    assert [question.value for question in result.questions if question.about == "status"] == [said]


def test_a_short_row_is_not_given_the_answer_to_another_question():
    """A “No” below “Shortlisted?” stays there; “Rejected” at the end of a short row is its status."""
    result = read(
        "Company,Role,Date applied,Shortlisted?,Interview date,Result",
        "A,Nurse,2026-01-28,Yes,2026-02-14,Not successful",
        "B,Nurse,2026-02-05,No,,",
        "C,Nurse,2026-02-19,Rejected,,",
        only_text=True,
    )
    assert column(result, "status") == ["Not successful", None, "Rejected"]


@pytest.mark.parametrize("word", ["Wird noch", "In progress", "En cours"])
def test_a_word_whose_rows_never_have_a_day_was_not_sent(word):
    """Where all others have one; it is asked about. A single day among them makes it an application."""
    head = "Firma,Stelle,Beworben am,Status"
    lines = [f"N{i},Koch,2026-03-0{i + 1},{['Absage', 'Beworben'][i % 2]}" for i in range(6)]
    result = read(head, *lines, f"A,Koch,,{word}", f"B,Koch,,{word}")
    assert column(result, "company") == [f"N{i}" for i in range(6)]
    assert [(q.value, q.default) for q in result.questions] == [(word, "not_applied")]
    dated = read(head, *lines, f"A,Koch,,{word}", f"B,Koch,2026-03-09,{word}")
    assert len(dated.log) == 8


def test_started_beside_conversations_is_asked_about():
    """A form that was begun, or the first day in a job: only the person knows."""
    result = read(
        "Company,Role,Date applied,Status",
        *(
            f"C{i},Cook,2026-03-0{i + 1},{status}"
            for i, status in enumerate(["Started", "Interview", "Applied"])
        ),
    )
    assert [(q.value, q.default) for q in result.questions] == [("Started", "accepted")]
    assert not read("Company,Role,Status", "A,Cook,skipped", "B,Cook,Applied", "C,Cook,Rejected").questions


def test_a_box_without_a_tick_is_what_was_not_sent_or_did_not_happen():
    """Below “Status” it was not sent, which is asked about; below a stage there was none."""
    result = read("Company,Role,Status", "A,Cook,[x]", "B,Cook,[ ]", "C,Cook,☑", "D,Cook,☐")
    assert column(result, "company") == ["A", "C"]
    assert {(q.value, q.default) for q in result.questions} == {("[ ]", "not_applied"), ("☐", "not_applied")}
    staged = read(
        "Company,Role,Applied,Interview", "A,Cook,[x],[x]", "B,Cook,[ ],[ ]", "C,Cook,[x],[ ]", "D,Cook,☐,☐"
    )
    assert column(staged, "company") == ["A", "C"]
    assert column(staged, "stage") == ["interview", "applied"]


def test_a_line_above_the_table_says_what_boxes_mean():
    """Then nothing is asked; and how a start-up is paid for is not how the application stands."""
    result = read(
        "Status: `[ ]` noch nicht beworben | `[x]` beworben | `[!]` Absage",
        "",
        "| Firma | Stage | Stelle | Status |",
        "|---|---|---|---|",
        "| Nordlicht | Seed | Köchin | `[x]` |",
        "| Südwind | Serie A | Köchin | `[ ]` |",
        "| Ostsee | Serie B $10M | Köchin | `[!]` |",
        "| Westend | bootstrapped | Köchin | `[ ]` |",
        only_text=True,
    )
    assert {match.field: match.header for match in result.columns}["status"] == "Status"
    assert column(result, "company") == ["Nordlicht", "Ostsee"]
    assert outcomes(result) == ["open", "rejected"]
    assert not result.questions


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("Interview - offered to internal", "rejected"),
        ("offered it to someone else", "rejected"),
        ("appointed internally", "rejected"),
        ("they hired within", "rejected"),
        ("offered to another candidate", "rejected"),
        ("didn't make the cut", "rejected"),
        ("not going forward", "rejected"),
        ("they cancelled the interview", "rejected"),
        ("not called for interview", "rejected"),
        ("found something else", "withdrawn"),
        ("told her no thanks", "withdrawn"),
        ("turned down the job", "declined"),
        ("🎉", "offer"),
        ("Interview 🎉", "open"),
    ],
)
def test_who_was_taken_and_who_said_no(said, outcome):
    """A job given to somebody else is a rejection, one’s own no a withdrawal; a party alone is an offer."""
    result = read("Company,Role,Status", f"A,Cook,{said}", "B,Cook,Applied", "C,Cook,Rejected")
    assert outcomes(result)[0] == outcome


def test_found_a_job_somewhere_is_no_withdrawal_of_it():
    """“found something on a board” tells where it was found."""
    result = read(
        "Company,Role,Status", "A,Cook,found something on LinkedIn", "B,Cook,Applied", "C,Cook,Rejected"
    )
    assert outcomes(result)[0] != "withdrawn"


def test_a_last_step_in_an_unknown_word_is_asked_about():
    """How far it got is known, how it ended is not; a remark after the steps is no step."""
    result = read(
        "Company,Role,Status", "A,Cook,Applied > Phone screen > Zorbled", "B,Cook,Rejected", "C,Cook,Applied"
    )
    assert [question.value for question in result.questions] == ["Applied > Phone screen > Zorbled"]
    assert (column(result, "stage")[0], outcomes(result)[0]) == ("screen", "open")
    remark = read(
        "Company,Role,Status",
        "A,Cook,Applied > Phone screen > I liked all of them",
        "B,Cook,Rejected",
        "C,Cook,Applied",
    )
    assert not remark.questions


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("Einladung zum Telefoninterview", "screen"),
        ("zum Online-Test eingeladen", "screen"),
        ("kallad till test", "screen"),
        ("zaproszenie na test", "screen"),
        ("Einladung zum Gespräch", "interview"),
        ("Einladung nach Telefoninterview", "interview"),
        ("nach Telefoninterview eingeladen", "interview"),
        ("Telefoninterview, Einladung", "interview"),
    ],
)
def test_an_invitation_to_a_test_is_none_to_an_interview(status, stage):
    """What follows a test is another conversation."""
    result = read("Firma,Stelle,Status", f'A,Koch,"{status}"', "B,Koch,Beworben", "C,Koch,Absage")
    assert column(result, "stage")[0] == stage


@pytest.mark.parametrize(
    ("status", "stage", "outcome"),
    [
        ("dropped CV in. manager was out", "applied", "open"),
        ("interview went ok. got a letter saying no", "interview", "rejected"),
        ("Did not meet the benchmark for behaviours", "applied", "rejected"),
        ("Refused at vetting", "applied", "rejected"),
        ("Closed won", "offer", "accepted"),
        ("Closed lost", "applied", "rejected"),
    ],
)
def test_what_is_said_of_papers_letters_and_vetting(status, stage, outcome):
    """A CV that was dropped in is no candidate who was dropped."""
    result = read("Company,Role,Status", f"A,Cook,{status}", "B,Cook,Applied", "C,Cook,Rejected")
    assert (column(result, "stage")[0], outcomes(result)[0]) == (stage, outcome)


@pytest.mark.parametrize("header", ["Offer?", "Got the job?", "Did you get the job?"])
def test_waiting_for_an_offer_is_none(header):
    """“Waiting” below “Got the job?” tells that nothing is known yet."""
    result = read(
        f"Company,Role,Applied,Interview?,{header}",
        "A,Cook,2026-03-02,Yes,Waiting",
        "B,Cook,2026-03-03,No,Pending",
        "C,Cook,2026-03-04,Yes,Yes",
    )
    assert column(result, "stage") == ["interview", "applied", "offer"]
    assert outcomes(result) == ["open", "open", "offer"]


def test_a_no_to_got_the_job_is_a_rejection_beside_a_stage():
    """It says how it ended, the other column how far it got."""
    result = read(
        "Company,Role,Applied,Furthest stage,Did you get the job?",
        "A,Cook,2026-03-02,Interview,No",
        "B,Cook,2026-03-03,Applied,Waiting",
        "C,Cook,2026-03-04,Offer,Yes",
    )
    assert column(result, "stage") == ["interview", "applied", "offer"]
    assert outcomes(result) == ["rejected", "open", "offer"]
    bare = read(
        "Company,Role,Applied,Furthest stage,Got the job?",
        "A,Cook,2026-03-02,Interview,No",
        "B,Cook,2026-03-03,Interview,Yes",
    )
    assert outcomes(bare) == ["open", "offer"]


def test_an_answer_below_did_you_hear_back_is_the_status():
    """“Yes - rejected”, in a form that asks whole questions."""
    result = read(
        "Timestamp,Which company did you apply to?,What date did you apply?,Did you hear back?",
        "2026-03-30 10:01:00,North,2026-03-02,Yes - rejected",
        "2026-03-30 10:04:00,South,2026-03-04,No",
        "2026-03-30 10:07:00,West,2026-03-05,Yes - got the job",
    )
    assert column(result, "applied_on") == ["2026-03-02", "2026-03-04", "2026-03-05"]
    assert outcomes(result) == ["rejected", "open", "offer"]
