"""Hundreds of status texts, by language, and what a careful reader takes each of them to mean."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from lib.log.values.meanings import find_meanings
from lib.log.values.statuses import read_status

CASES = tomllib.loads((Path(__file__).parent / "status_words.toml").read_text(encoding="utf-8"))

NAMED = [
    pytest.param(texts, meaning, id=f"{language}: {meaning}")
    for language, meanings in CASES.items()
    for meaning, texts in meanings.items()
]


def told(text: str) -> str:
    """What a status is read as, in the words of the headings."""
    meaning = read_status(text)
    stage = (meaning.stage or "-") + ("?" if meaning.stage and not meaning.stage_known else "")
    return f"{stage} {meaning.outcome}"


@pytest.mark.parametrize(("texts", "meaning"), NAMED)
def test_a_status_means_what_a_careful_reader_takes_it_to_mean(texts: list[str], meaning: str) -> None:
    """Stage, certainty and outcome of each text are those that its heading says."""
    assert {text: told(text) for text in texts} == dict.fromkeys(texts, meaning)


EVERYDAY = {
    language: words.split()
    for language, words in {
        "de": "der die das und den von zu mit sich des auf für ist im ein es an er hat da so am um mir wir",
        "en": "the a to of and in it for on with he as you do at this by we or an my so up me us rate rated",
        "es": "de que el en y a los se las por un para con una su al lo me hay donde desde es son está esta",
        "fr": "de le et les des en un du une que est pour dans a par plus au sur ce il ou avec prise entre",
        "it": "di a da in con su per tra il lo la i gli le un una e o ma se che chi cui ho hai ha sono dopo",
        "nl": "van een het en in is dat op te voor met zijn die aan er om ook als bij uit door over naar al",
        "pl": "w i z na do się że jest o jak po co tak za od czy by to ten dla są już przez przy może ale a",
        "pt": "de a que e do da em um para com uma os no se na por mais as ao das seu ou ser nos eu pelo me",
        "id": "yang dan di ke dari ini itu untuk dengan pada ada akan atau saya kami mereka oleh juga dalam",
        "sv": "och i att en det som på är av för med den till om ett har var vi han från men nu kan jag vid",
        "tr": "ve bir bu da ne için ile çok ben sen o mi gibi ama daha var kadar sonra en her biz onlar ki",
        "uk": "і в на що з до як за від по це та він вона вони ми але або то й був була які який у про",
    }.items()
}
"""Words that stand in any sentence."""


@pytest.mark.parametrize("language", EVERYDAY)
def test_an_everyday_word_is_no_status_of_another_language(language: str) -> None:
    """Words of any sentence say nothing of how an application stands: “do” is no “đỗ”, “vi” no video."""
    assert {word: find_meanings(f"Abc {word} xyz") for word in EVERYDAY[language]} == {
        word: [] for word in EVERYDAY[language]
    }


def test_names_that_a_program_gives_are_read_as_their_words() -> None:
    """“phoneScreen” is a first conversation, “rejectedAfterInterview” a rejection after another."""
    assert [told(text) for text in ("phoneScreen", "rejectedAfterInterview")] == [
        "screen open",
        "interview rejected",
    ]


@pytest.mark.parametrize("language", CASES)
def test_case_spaces_and_a_full_stop_change_nothing(language: str) -> None:
    """A status in capitals, among spaces or with a full stop means the same."""
    texts = [text for texts in CASES[language].values() for text in texts]
    assert [t for t in texts if read_status(f"  {t.upper()}. ") != read_status(t)] == []


@pytest.mark.parametrize(("mark", "outcome"), [("A", "open"), ("r", "rejected"), ("O", "offer")])
def test_a_legend_in_the_header_explains_the_marks(mark: str, outcome: str) -> None:
    """What the header says of its letters counts, and not what they might mean elsewhere."""
    assert read_status(mark, "Status (A=applied, R=rejected, O=offer)").outcome == outcome
