"""The encoding of a text file: its bytes become text, and what is damaged in them is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lib.log.unreadable import UnreadableLog
from lib.words.phrases import agreeing, counted

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
NOT_TEXT = "This is not a spreadsheet"
EMPTY_END = 4
"""So many empty bytes side by side, or more, were left there by a crash or a broken copy."""
MIXED = 1 / 3
"""If this share of the lines beyond ASCII are UTF-8, the other lines are strangers in the file."""
NO_TEXT = bytes([*range(9), *range(14, 32)])
"""Bytes that no text has, or hardly any."""
DOS_END = "\x1a\r\n"
"""What old programs put at the end of a text."""
CUT = "The file is cut off within its last letter; rows may be missing at its end."
PADDED = "The file ends in empty bytes, as after a crash or a broken copy; rows may be missing at its end."
HOLE = "The file holds empty bytes, as after a crash or a broken copy; rows may be missing there."
TWICE = "Letters had been encoded twice (“Ã¶” for “ö”); they were put right."
LOST_LETTER = "\ufffd"
"""What stands in the place of a letter that could not be decoded."""
LOST = "Some letters were lost before the file came here: “�” stands in their place."
CONTROL = "The file holds control characters, as no text does; it may be damaged."
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")
_BEYOND_ASCII = re.compile(r"[\x80-\u2122]{2,}")
_USUAL = re.compile(r"[\xa0-\u024f\u2010-\u2044\u20ac\u2122]+")


def decode(data: bytes) -> tuple[str, str, list[str]]:
    """(text, encoding, notes about damage).

    The encoding is the one of the byte order mark, else UTF-8 if it fits, else the likeliest. Raises
    UnreadableLog for bytes that are no text.
    """
    text, encoding, notes = _decode(data)
    mended = _encoded_once(text)
    if mended != text:
        notes.append(TWICE)
    if LOST_LETTER in mended:
        notes.append(LOST)
    if CONTROL not in notes and _CONTROL.search(mended.rstrip(DOS_END)):
        notes.append(CONTROL)
    return mended, encoding, notes


def _decode(data: bytes) -> tuple[str, str, list[str]]:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            text = data.decode(encoding, errors="replace").replace("\0", "")
            return text, encoding.removesuffix("-sig"), []
    if (wide := _utf16_without_bom(data)) is not None:
        return data.decode(wide, errors="replace"), wide, []
    kept = data.rstrip(b"\0")
    notes = [PADDED] if len(data) - len(kept) >= EMPTY_END else []
    if len(kept) - len(kept.translate(None, NO_TEXT)) > len(kept) / 20:
        raise UnreadableLog(NOT_TEXT, "It holds binary data. Upload the spreadsheet itself, as XLSX or CSV.")
    if b"\0" in kept:
        notes.append(HOLE if b"\0" * EMPTY_END in kept else CONTROL)
    text, encoding, more = _decode_bytes(kept.replace(b"\0", b""))
    return text, encoding, [*notes, *more]


def _decode_bytes(data: bytes) -> tuple[str, str, list[str]]:
    """As `decode`, of bytes without a mark and without empty ones."""
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError as error:
        at_end = error.end == len(data) and error.reason == "unexpected end of data"
        if at_end and not data[: error.start].isascii():
            return data[: error.start].decode("utf-8"), "utf-8", [CUT]
    lines = data.splitlines(keepends=True)
    odd = [place for place, line in enumerate(lines) if not _is_utf8(line)]
    plain = sum(not line.isascii() for line in lines) - len(odd)
    text, encoding = _decode_legacy(b"".join(lines[place] for place in odd))
    if plain < MIXED * (plain + len(odd)):
        return *_decode_legacy(data), []
    strangers = set(odd)
    text = "".join(
        line.decode(encoding if place in strangers else "utf-8", errors="replace")
        for place, line in enumerate(lines)
    )
    read = agreeing(len(odd), "was", "were")
    lines_read = f"{counted(len(odd), 'line')} {read} read as {encoding}, the others as UTF-8"
    return text, "utf-8", [f"The file mixes two encodings: {lines_read}."]


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _encoded_once(text: str) -> str:
    """The text with letters put right that had been encoded twice: "KÃ¶ln" is "Köln"."""
    if text.isascii():
        return text
    return _BEYOND_ASCII.sub(lambda run: _decoded_again(run[0]), text)


def _decoded_again(run: str) -> str:
    """What a run of letters stands for if its bytes are letters in UTF-8 again; else itself."""
    for encoding in ("cp1252", "latin-1"):
        try:
            letters = run.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return letters if _USUAL.fullmatch(letters) else run
    return run


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 recognised without a mark: in Western text every second byte is NUL; None if it is not."""
    head = data[:4000]
    if len(head) < 4 or head.count(0) < len(head) / 4:
        return None
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if min(odd, even) > max(odd, even) / 4:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode_legacy(data: bytes) -> tuple[str, str]:
    """(text, encoding) in the older encoding, from before Unicode, that gives the most plausible letters."""
    head = data[:200_000]
    scored = [(_plausibility(head, encoding), encoding) for encoding in LEGACY]
    best, encoding = max(scored, key=lambda pair: pair[0])
    if best < 0.5:
        from charset_normalizer import from_bytes

        guess = from_bytes(head).best()
        encoding = guess.encoding if guess is not None else "cp1252"
    return data.decode(encoding, errors="replace"), encoding


LEGACY = ("cp1252", "mac_roman", "cp1250", "gb18030", "shift_jis", "big5", "cp1251", "cp949")
_WESTERN = set("äöüßÄÖÜéèêëàâáãåçíìîïóòôõøúùûñÿæœÉÈÀÁÂÃÇÑÓÅØÆÍÚŒ’‘“”–—…€£·•°§«»¿¡ª®™")
_CENTRAL = set("ąćęłńóśźżĄĆĘŁŃÓŚŹŻčďěňřšťůžýČĎĚŇŘŠŤŮŽÝőűŐŰ")
_LETTERS = {"cp1252": _WESTERN, "mac_roman": _WESTERN, "cp1250": _CENTRAL | set("äöüßáéíúŰ–’„”")}


def _plausibility(head: bytes, encoding: str) -> float:
    """How plausible the encoding is, up to 1: the share of non-ASCII characters that are usual in such text.

    It is 0 if the bytes cannot be in this encoding.
    """
    try:
        text = head.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return 0.0
        text = head[: error.start].decode(encoding)
    odd = [c for c in text if ord(c) > 127]
    if not odd:
        return 0.9
    if encoding in _LETTERS:
        good = sum(c in _LETTERS[encoding] for c in odd) - 0.5 * sum(_glued(text))
        return good / len(odd) - (0.01 if encoding != "cp1252" else 0)
    return _script_share(odd, encoding) - 0.02 * LEGACY.index(encoding)


def _glued(text: str) -> Iterator[bool]:
    """One True for each accented capital inside a lower-case word: a sign of a wrong Western encoding."""
    return (True for _ in re.finditer(r"[a-z][ÀÁÂÃÅÇÈÉÑÓÚŠŽ‰Œ€…][a-z]", text))


_SCRIPTS = {
    "gb18030": ((0x4E00, 0x9FFF), (0x3000, 0x3011), (0xFF00, 0xFF5E)),
    "big5": ((0x4E00, 0x9FFF), (0x3000, 0x3011), (0xFF00, 0xFF5E)),
    "shift_jis": ((0x3040, 0x30FF), (0x4E00, 0x9FFF), (0x3000, 0x3011), (0xFF00, 0xFF5E)),
    "cp1251": ((0x0410, 0x044F),),
    "cp949": ((0xAC00, 0xD7A3),),
}


def _script_share(odd: list[str], encoding: str) -> float:
    """How well the characters fit the scripts of this encoding, up to 1; rare characters count less."""
    ranges = _SCRIPTS[encoding]
    inside = [c for c in odd if any(low <= ord(c) <= high for low, high in ranges)]
    share = len(inside) / len(odd)
    if encoding == "shift_jis":
        kana = sum(0x3040 <= ord(c) <= 0x30FF for c in odd) / len(odd)
        return share * min(1.0, 0.8 + kana) if kana else share * 0.55
    if encoding in _COMMON:
        share *= 0.5 + 0.5 * sum(_holds(_COMMON[encoding], c) for c in inside) / max(len(inside), 1)
    return share * 0.95


_COMMON = {"gb18030": "gb2312", "cp949": "euc_kr"}
"""Encoding → a smaller one with its common characters: text decoded wrongly gives mostly the rare others."""


def _holds(encoding: str, character: str) -> bool:
    try:
        return len(character.encode(encoding)) == 2
    except UnicodeEncodeError:
        return False
