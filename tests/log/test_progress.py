"""How each row stands: what several columns with words about it say together."""

from datetime import date

import pandas as pd

from lib.log.reading import read_log


def read(*lines: str) -> pd.DataFrame:
    """The applications of a log written as text."""
    return read_log("\n".join(lines).encode(), "log.csv", as_of=date(2026, 11, 23)).log.applications


def test_a_second_status_column_may_say_pending():
    """A decision beside the stage counts, though "pending" alone could be an answer too."""
    rows = read(
        "Company,Position,Date,Stage,Decision",
        "North,Clerk,2026-01-04,Submitted,Pending",
        "South,Clerk,2026-01-05,Submitted,Not selected",
        "West,Clerk,2026-01-06,Submitted,Not selected",
    )
    assert list(rows["outcome"]) == ["open", "rejected", "rejected"]


def test_what_was_sent_is_not_unsent_by_another_column():
    """A status "Applied" stands, whatever words for plans a folder or a tag holds."""
    rows = read(
        "Company,Role,Applied on,Status,Tag",
        "North,Clerk,2026-01-04,Applied,target",
        "South,Cook,2026-01-05,Rejected,target",
        "West,Baker,,Saved,target",
    )
    assert list(rows["company"]) == ["North", "South"]


def test_a_tick_under_next_steps_is_no_conversation():
    """Only a header that names a stage makes a tick one: a clear next step may be anything."""
    rows = read(
        "Company,Role,Applied on,Status,Clear next step",
        "North,Clerk,2026-01-04,Active,True",
        "South,Cook,2026-01-05,Active,False",
    )
    assert list(rows["stage"]) == ["applied", "applied"]


def test_yes_and_no_below_a_result_are_the_decision():
    """A "no" to what came of it is a rejection, a "yes" an offer; a blank is still open."""
    rows = read(
        "Company,Job,Applied on,Result",
        "North,Clerk,2026-01-04,No",
        "South,Cook,2026-01-05,Yes",
        "West,Baker,2026-01-06,",
    )
    assert list(rows["outcome"]) == ["rejected", "offer", "open"]


def test_a_no_to_an_offer_column_is_no_rejection():
    """Below the name of a stage a "no" says that it was not reached, and no more."""
    rows = read("Company,Job,Applied on,Offer", "North,Clerk,2026-01-04,No", "South,Cook,2026-01-05,No")
    assert list(rows["outcome"]) == ["open", "open"]


def test_what_another_column_says_was_sent_is_not_queued():
    """A reply column that is mostly blank sets no row aside whose status says "sent"."""
    rows = read(
        "Company,Role,Drafted on,Status,Sent on,Response,Response date",
        "North,Clerk,2026-01-01,drafted,,,",
        "South,Cook,2026-01-01,drafted,,,",
        "West,Baker,2026-01-02,sent,2026-01-04,rejected,2026-01-09",
        "East,Guard,2026-01-02,sent,2026-01-05,,",
    )
    assert list(rows["company"]) == ["West", "East"]
    assert list(rows["outcome"]) == ["rejected", "open"]


def test_keys_of_a_database_tell_of_no_stage():
    """A column of identifiers holds no progress, though "l1" is a round of interviews elsewhere."""
    rows = read(
        "Card Name,List ID,List Name",
        "North - Clerk,l1,Applied",
        "South - Cook,l2,Rejected",
        "West - Baker,l1,Applied",
    )
    assert set(rows["stage"]) == {"applied"}


def test_the_state_after_a_change_is_the_status():
    """Of "from status" and "to status" only the second says how an application stands."""
    rows = read(
        "Day,Company,Position,From status,To status",
        "2026-02-01,North,Cook,,applied",
        "2026-02-03,North,Cook,applied,interview",
        "2026-02-08,North,Cook,interview,rejected",
        "2026-02-04,South,Waiter,,applied",
        "2026-02-12,South,Waiter,applied,offer",
    )
    assert list(rows["outcome"]) == ["rejected", "offer"]


def test_a_dash_among_ticks_is_no_tick():
    """Where "applied" is ticked, a row with a dash there was never sent."""
    rows = read(
        "Company,Role,Applied,Screen,Final",
        "North,Clerk,✓,✓,-",
        "South,Cook,✓,-,-",
        "West,Baker,-,-,-",
    )
    assert list(rows["company"]) == ["North", "South"]


def test_red_is_a_rejection_in_turkish_only():
    """Without a Turkish header a bare "Red" is a colour, and asked about."""
    english = read("Company,Applied on,Status", "North,2026-01-04,Red", "South,2026-01-05,Applied")
    turkish = read("Şirket,Başvuru tarihi,Durum", "North,04.01.2026,Red", "South,05.01.2026,Başvuruldu")
    assert list(english["outcome"]) == ["open", "open"]
    assert list(turkish["outcome"]) == ["rejected", "open"]


def test_an_application_completed_is_no_rejection():
    """Portuguese "concluída" of an application says that it was sent."""
    rows = read(
        "Empresa,Vaga,Status,Retorno",
        "Norte,Analista,Candidatura concluída,",
        "Sul,Caixa,Candidatura concluída,Não selecionado",
    )
    assert list(rows["outcome"]) == ["open", "rejected"]


def test_a_day_of_sending_outweighs_a_status_that_doubts_it():
    """With a day under "Date applied" it was sent: "applying" is open, an advert that expired is closed."""
    rows = read(
        "Company,Role,Date applied,Status",
        "North,Clerk,2026-01-04,Applying",
        "South,Cook,2026-01-05,Expired",
        "West,Baker,,Expired",
        "East,Guide,2026-01-06,Wishlist",
    )
    assert list(rows["company"]) == ["North", "South"]
    assert list(rows["outcome"]) == ["open", "rejected"]


def test_a_day_of_no_certain_kind_sends_nothing():
    """A bare "Date" may be the day on which an advert was found."""
    rows = read("Company,Role,Date,Status", "North,Clerk,2026-01-04,Applied", "South,Cook,2026-01-05,Expired")
    assert list(rows["company"]) == ["North"]


def test_how_it_ended_is_read_from_the_column_that_says_it():
    """Beside a status of nothing but "open" and "closed" an outcome tells; "closed" alone is no rejection."""
    rows = read(
        "Company,Role,Applied,Status,Outcome",
        "North,Clerk,2026-01-04,Closed,No response",
        "South,Cook,2026-01-05,Closed,Rejected",
        "West,Baker,2026-01-06,Open,",
        "East,Guide,2026-01-07,Closed,Offer accepted",
    )
    assert list(rows["outcome"]) == ["no_reply", "rejected", "open", "accepted"]


def test_ticks_under_a_name_of_something_else_are_a_stage():
    """An "Offre" is a job in French, and an offer where its cells are ticks."""
    rows = read(
        "Entreprise,Poste,Date d'envoi,Entretien,Offre,Refus",
        "Nord,Cuisinier,2026-03-02,TRUE,TRUE,FALSE",
        "Sud,Serveur,2026-03-03,TRUE,FALSE,TRUE",
        "Est,Guide,2026-03-04,FALSE,FALSE,FALSE",
    )
    assert list(rows["stage"]) == ["offer", "interview", "applied"]


def test_a_round_with_a_name_in_it_took_place():
    """Columns R1 and R2 hold days, or who it was with."""
    rows = read(
        "Company,Role,Applied,R1,R2,Result",
        "North,Clerk,2026-01-04,Priya,panel,Reject",
        "South,Cook,2026-01-05,2026-01-12,,",
        "West,Baker,2026-01-06,,,Reject",
    )
    assert list(rows["stage"]) == ["interview", "interview", "applied"]


def test_a_list_of_questions_is_no_history():
    """A packed cell tells how an application went only where its entries are steps."""
    rows = read(
        "Company,Role,Date applied,Questions",
        "North,Clerk,2026-01-04,\"['How many years?', 'Pick one to select', 'Do you hold an offer?']\"",
        "South,Cook,2026-01-05,\"['Where do you live?', 'Can you interview?', 'Phone number']\"",
    )
    assert set(rows["stage"]) == {"applied"}


def test_a_feeling_is_read_only_on_its_scale():
    """A cell's leading number counts, from 1 to 5; a column with a 10 in it uses another scale."""
    cells = ("4", "2/5", "5 (fine)", "", "so so", "3.5")
    lines = [f"North {n},Clerk,2026-01-{n + 1:02d},Applied,{cell}" for n, cell in enumerate(cells)]
    header = "Company,Role,Applied on,Status,Feeling"
    assert read(header, *lines)["feeling"].tolist() == [4, 2, 5, pd.NA, pd.NA, pd.NA]
    for other in ("10", "7/10", "4/10"):
        rows = read(header, *lines, f"South,Clerk,2026-02-01,Applied,{other}")
        assert rows["feeling"].isna().all(), other


def test_days_of_rejections_do_not_tell_the_stage():
    """Beside a column “Closed” a plain “Rejected” may have come after a conversation, beside stages not."""
    plain, talked = "A,2026-09-01,Rejected,", "B,2026-09-02,Phone screen,"
    closed = read("Company,Date applied,Status,Closed", f"{plain}2026-09-20", talked)
    assert closed["stage_known"].tolist() == [False, True]
    staged = read("Company,Date applied,Status,Phone screen", plain, f"{talked}2026-09-09")
    assert staged["stage_known"].all()


def test_only_columns_of_later_stages_are_said_to_tell_how_far_it_got():
    """A day of closing and a résumé that was sent are read too, but tell of no stage."""
    lines = ["Company,Role,Applied on,Interview,Status,Closed,Resume version"]
    lines += [
        f"Firm {n},Clerk,2026-01-0{n},2026-02-0{n},Rejected,2026-03-0{n},2026-0{n}" for n in range(1, 7)
    ]
    result = read_log("\n".join(lines).encode(), "log.csv", as_of=date(2026, 11, 23))
    assert "How far each application got is read from these columns too: “Interview”." in result.notes
