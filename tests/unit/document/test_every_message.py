"""Whatever the library says when something is wrong has a Chinese sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import zzcarbon
from zzcarbon.document import catalogue, message

SOURCE = Path(zzcarbon.__file__).parent
SAYS = {
    "Problem": ((4, 5), ("problem", "remedy")),
    "Finding": ((3, 4), ("problem", "remedy")),
    "NotEstimated": ((1, 2), ("problem", "remedy")),
    "UnknownNameError": ((3,), ("hint",)),
    "report": ((2, 3), ("problem", "remedy")),
    "report_table": ((1, 2), ("problem", "remedy")),
    "bad": ((2, 3), ("problem", "remedy")),
    "open_cells": ((), ("refusal",)),
    **dict.fromkeys(
        (
            "DataError",
            "UnitError",
            "TargetError",
            "FactorNotFound",
            "FactorAmbiguous",
            "MissingSolver",
            "ZzcarbonError",
            "warn",
        ),
        ((0,), ("message",)),
    ),
}
"""Where a call says something: places of its arguments, and their names."""

OWN = {"document/sentence_catalogue.py", "document/model.py", "document/messages.py", "plain.py"}
"""Files whose errors tell developers of the library, not its users."""


def _templates(node: ast.expr) -> list[str]:
    """Return a text with its holes; each way out of a choice is one; what is not written here gives none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)]
    if isinstance(node, ast.IfExp):
        return [*_templates(node.body), *_templates(node.orelse)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [a + b for a in _templates(node.left) for b in _templates(node.right)]
    return []


def _said(tree: ast.Module) -> Iterator[str]:
    """Yield every text that a module says."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        places, names = SAYS.get(name, ((), ()))
        for given in (
            *(node.args[at] for at in places if at < len(node.args)),
            *(word.value for word in node.keywords if word.arg in names),
        ):
            yield from _templates(given)


def _chinese(template: str) -> bool:
    """Whether a text with something in its holes becomes Chinese."""
    for filled in ("Xx9", "'Xx9'", "12", "a b"):
        told = message(template.replace("{}", filled), "zh")
        rest = re.sub(r"'[^']*'|\b[\w.]+\([^)]*\)|\w+=\S*|[\w.]*[_./(][\w.)]*", "", told.replace(filled, ""))
        if re.search(r"[\u4e00-\u9fff]", told) and not re.search(r"\b[a-z]{2,} [a-z]{2,} [a-z]{2,}", rest):
            return True
    return False


@pytest.mark.parametrize("folder", sorted(path.name for path in SOURCE.iterdir() if path.suffix in {"", ".py"}))
def test_every_message_has_its_chinese_sentence(folder: str) -> None:
    """Problems, remedies, errors, warnings and hints: none is left in English (add it to sentences/messages/)."""
    place = SOURCE / folder
    missing = []
    for path in [place] if place.suffix else sorted(place.rglob("*.py")):
        if path.relative_to(SOURCE).as_posix() in OWN:
            continue
        for template in dict.fromkeys(_said(ast.parse(path.read_text(encoding="utf-8")))):
            text = template.strip()
            if len(re.findall("[A-Za-z]", text.replace("{}", ""))) >= 4 and not _chinese(text):
                missing.append(f"{path.relative_to(SOURCE)}: {text}")
    assert not missing, "\n".join(missing)


def test_every_kind_of_unknown_name_has_its_sentence() -> None:
    """`unknown <kind> <name>` is Chinese for each kind that a call names."""
    missing = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "UnknownNameError" and node.args:
                for kind in _templates(node.args[0]):
                    told = message(f"unknown {kind.replace('{}', 'Xx')} 'Xx9'.", "zh")
                    if "unknown" in told:
                        missing.append(f"{path.relative_to(SOURCE)}: unknown {kind}")
    assert not missing, "\n".join(missing)


def test_titles_of_methods_are_those_of_the_methods() -> None:
    """The catalogue names each method as its declaration does: run scripts/method_names.py after a change."""
    table = zzcarbon.methods().drop_duplicates("method")  # "reported emission" is one of two modules
    for method, english, chinese in table[["method", "title", "title_local"]].itertuples(index=False):
        assert catalogue()[f"method {method}"] == (english, chinese)
