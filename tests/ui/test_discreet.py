"""The server's log names places of faults, and quotes no cell."""

import io
import logging
import subprocess
import sys

import pytest

from benchmarks.serving import App
from benchmarks.visitor import FaultError, Visitor
from lib.ui.discreet import told

FAULT = """
import logging, threading
from lib.ui.discreet import keep_words_out
keep_words_out()

def break_down():
    try:
        {}["Zyzzyva"]
    except KeyError as first:
        raise ValueError("Zyzzyva is no day") from first

try:
    break_down()
except ValueError as fault:
    logging.getLogger("streamlit.anything").error("Uncaught app execution", exc_info=fault)
    logging.getLogger("b").exception("Again")
thread = threading.Thread(target=break_down)
thread.start()
thread.join()
break_down()
"""


@pytest.mark.outside
def test_no_word_of_a_log_is_logged():
    """Not from the pages, not from a thread, not at the end; kinds and places of the errors are."""
    asked = [sys.executable, "-c", FAULT]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stderr
    assert "Zyzzyva" not in said.replace('{}["Zyzzyva"]', "").replace('ValueError("Zyzzyva is no day")', "")
    assert said.count("KeyError") == said.count("ValueError\n") == 4
    assert said.count("in break_down") >= 8


def test_ordinary_lines_are_logged_as_they_are():
    """Only errors are told in another way."""
    out = io.StringIO()
    logger = logging.getLogger("test_discreet")
    logger.addHandler(logging.StreamHandler(out))
    logger.warning("Port %s is taken", 8417)
    assert out.getvalue() == "Port 8417 is taken\n"
    assert told(ValueError("Acme")) == "Traceback (most recent call last):\nValueError"


BROKEN = """
import lib.ui.start
import lib.ui.warming

lib.ui.warming.FIRST_PAGE = 3600  # seconds: nothing is loaded that the page does not need

def fail(hand):
    raise KeyError("told of " + hand.log.applications["company"].iloc[0])

lib.ui.start.as_of_note = fail
"""
LOG = b"Company,Role,Date applied,Status\nQuixoticorp,Clerk,2026-03-01,Rejected\n"


@pytest.mark.outside
def test_a_page_that_breaks_leaves_no_word_in_the_log_of_the_server():
    """The person sees the kind page; the server's log says where and of what kind, and quotes nothing."""
    with App(first=BROKEN) as app:
        visitor = Visitor(app.url)
        with pytest.raises(FaultError, match="Something in Detour broke"):
            visitor.upload(visitor.open(), "log.csv", LOG)
        visitor.leave()
    assert "KeyError" in app.errors
    assert "Quixoticorp" not in app.errors
