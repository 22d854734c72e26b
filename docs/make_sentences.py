"""Writes docs/sentences.md: every sentence that Detour can say, taken from its code, pages and templates.

Run: python docs/make_sentences.py
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path

PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "docs" / "sentences.md"
GAP = "…"
"""What stands for a value that is filled in."""
INTRO = f"""# Every sentence that Detour can say

Written by `python docs/make_sentences.py`. One line is one text of the code, of a page or of a template;
“{GAP}” stands for a value that is filled in. Tests hold them to a reading grade, to one word for one
thing, and to counts that agree with their nouns.
"""
NO_WORDS = ("lib/log/vocabulary", "lib/log/values", "lib/updated", "lib/log/table/contents.py")
"""What speaks the language of the files that are read, and not to the person."""
QUIET_CALLS = {"compile", "fullmatch", "match", "search", "sub", "findall", "finditer", "split"}
"""Calls whose texts are patterns."""


def render() -> str:
    """The whole page."""
    parts = [INTRO]
    for path, texts in sentences().items():
        parts += [f"\n## `{path}`\n", *(f"- {text}" for text in texts)]
    return "\n".join(parts) + "\n"


def sentences() -> dict[str, list[str]]:
    """File → its texts for a person, in their order, each once."""
    found = {}
    for path in _sources():
        name = path.relative_to(PROJECT).as_posix()
        if not name.startswith(NO_WORDS) and (texts := list(dict.fromkeys(_texts(path)))):
            found[name] = texts
    return found


def _sources() -> list[Path]:
    code = [*PROJECT.glob("lib/**/*.py"), *PROJECT.glob("pages/*.py"), PROJECT / "app.py"]
    return sorted([*code, *PROJECT.glob("lib/**/*.html"), *PROJECT.glob("lib/focus/*.toml")])


def _texts(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        found: Iterator[str] = texts_of(ast.parse(text))
    else:
        found = _page_texts(text) if path.suffix == ".html" else _table_texts(tomllib.loads(text))
    for words in found:
        for line in re.sub(r"\{\w*\}|<br>", GAP, words).split("\n"):
            said = re.sub(r"\s+", " ", line).strip()
            if is_sentence(said):
                yield said


def texts_of(tree: ast.AST) -> Iterator[str]:
    """The texts of a module in their order: no docstrings, no patterns, filled-in values as gaps."""
    quiet = {id(node) for skipped in _not_said(tree) for node in ast.walk(skipped)}
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.JoinedStr | ast.Constant) and id(n) not in quiet]
    inner = {id(part) for n in nodes if isinstance(n, ast.JoinedStr) for part in n.values}
    for node in sorted(nodes, key=lambda n: (n.lineno, n.col_offset)):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(v.value) if isinstance(v, ast.Constant) else GAP for v in node.values)
        elif isinstance(node.value, str) and id(node) not in inner:
            yield node.value


def _not_said(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)) or (
            isinstance(node, ast.Call) and getattr(node.func, "attr", "") in QUIET_CALLS
        ):
            yield node
        elif isinstance(node, ast.arg) and node.annotation is not None:
            yield node.annotation


def _page_texts(page: str) -> Iterator[str]:
    body = re.sub(r"(?s)<(style|script).*?</\1>|\{#.*?#\}|\{%.*?%\}", " ", page)
    for block in re.split(
        r"(?i)</?(?:p|li|h\d|tr|th|td|summary|section|figcaption|div|details|title)\b[^>]*>", body
    ):
        yield unescape(re.sub(r"<[^>]*>", " ", re.sub(r"\{\{.*?\}\}", GAP, block)))


def _table_texts(values: object) -> Iterator[str]:
    if isinstance(values, dict):
        for key, value in values.items():
            if key not in ("source", "population", "url", "citation"):
                yield from _table_texts(value)
    elif isinstance(values, str):
        yield values


def is_sentence(text: str) -> bool:
    """Words for a person: three of them at least, and neither code, a pattern, an address nor markup."""
    if re.search(
        r"[_=\\|^{}]|://|^[<:#%-]|\.(py|css|js|csv|xlsx|tsv|html)\b|\dpx|[a-zA-Z]/[a-z.]|sans-serif|rgba",
        text,
    ):
        return False
    return len(re.findall(r"[A-Za-zÀ-ɏ’']{2,}|…", text)) >= 3 and bool(re.search(r"[a-z]{3}", text))


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
