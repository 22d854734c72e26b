"""The back-test of a private folder: any folder gives a line of JSON, and nothing of a log is printed."""

import json
from datetime import date

import numpy as np
import pytest

from benchmarks.backtest import main
from benchmarks.populations import Fitted
from benchmarks.rollback import Past
from benchmarks.seekers import AS_OF
from benchmarks.uneven import draw_uneven
from lib.log.reading import read_log

pytestmark = pytest.mark.slow

WANTED = (
    "logs", "pace_80", "next_40_80", "first_said", "first_kept_20", "trends_shuffled", "experiments_more",
)  # fmt: skip


def run(folder, monkeypatch, capsys):
    """What the command prints, and its last line."""
    monkeypatch.setattr("sys.argv", ["backtest", str(folder), "--today", AS_OF.isoformat()])
    main()
    printed = capsys.readouterr().out
    return printed, json.loads(printed.strip().splitlines()[-1])


def test_a_folder_of_logs_is_held_against_time(tmp_path, monkeypatch, capsys):
    """Two logs, a shopping list, a broken file and a label that says no: figures from the two."""
    for seed in (13, 6):
        (tmp_path / f"log{seed}.csv").write_bytes(draw_uneven(Fitted(), seed).clean)
    (tmp_path / "other.csv").write_bytes(draw_uneven(Fitted(), 8).clean)
    (tmp_path / "shopping.csv").write_text("milk,2\neggs,12\n")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "other.json").write_text('{"verdict": "not_a_log"}')
    printed, figures = run(tmp_path, monkeypatch, capsys)
    assert figures["logs"] == 2
    assert set(WANTED) <= set(figures)
    shares = [value for key, value in figures.items() if key != "logs" and value is not None]
    assert shares
    assert all(0 <= value <= 1 for value in shares)
    assert "Company 0" not in printed
    assert "log13" not in printed


@pytest.mark.parametrize("exists", [True, False])
def test_an_empty_folder_gives_a_line_of_nothing(tmp_path, monkeypatch, capsys, exists):
    """No log, no figure; a folder that is not there is as good as an empty one."""
    folder = tmp_path if exists else tmp_path / "nowhere"
    _, figures = run(folder, monkeypatch, capsys)
    assert figures["logs"] == 0
    assert all(figures[key] is None for key in WANTED if key != "logs")


def test_a_log_put_back_knows_nothing_of_later():
    """On no earlier day is there an application, an answer or an end that came after it."""
    log = read_log(draw_uneven(Fitted(), 3).clean, "log.csv", as_of=AS_OF).log
    past = Past.of(log, AS_OF)
    for day in past.days_at((0.2, 0.5, 0.8)):
        then = past.on(day).applications
        dates = then.select_dtypes("datetime").to_numpy().astype("datetime64[D]")
        assert not (dates > day).any()
        answered = (past.word <= day).sum()
        assert ((then["stage"] != "applied") | (then["outcome"] == "rejected")).sum() <= answered
    assert len(past.on(past.end).applications) == past.dated.sum()


def test_a_missing_day_of_an_answer_is_drawn_within_the_log():
    """Every answer gets a day between its application and the end; those that have one keep it."""
    log = read_log(draw_uneven(Fitted(), 3).lossy, "log.csv", as_of=AS_OF).log
    past = Past.of(log, AS_OF)
    told = past.with_words([], np.random.default_rng(0))
    drawn = told.word[past.replied & past.dated]
    assert not np.isnat(drawn).any()
    assert (drawn >= past.sent[past.replied & past.dated]).all()
    assert (drawn <= past.end).all()
    assert (told.word[past.timed] == past.word[past.timed]).all()
    assert date(2000, 1, 1) < past.end.item() <= AS_OF
