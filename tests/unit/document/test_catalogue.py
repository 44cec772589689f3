"""Sentences stand in English and Chinese, whole, with the same holes."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

import zzcarbon as zc
from zzcarbon.document import catalogue, sentence, title_of, word

SOURCE = Path(zc.__file__).parent
CALLS = {"sentence": "", "word": "word ", "title_of": "column "}


def _holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _asked() -> set[str]:
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sentence":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(first.value)
    return found


def test_both_languages_have_the_same_holes() -> None:
    """A number that the English sentence names stands in the Chinese one, and the other way round; indented alike."""
    assert catalogue()
    for key, (english, chinese) in catalogue().items():
        assert _holes(english) == _holes(chinese), key
        assert english.rstrip() == english, key
        assert chinese.rstrip() == chinese, key
        indents = {text != text.lstrip() for text in (english, chinese)}  # one wide blank or two narrow ones
        assert len(indents) == 1, key


def test_the_english_is_english_and_the_chinese_chinese() -> None:
    """No sentence stands in the column of the other language."""
    for key, (english, chinese) in catalogue().items():
        assert not re.search(r"[\u4e00-\u9fff]", english), key
        letters = re.sub(r"\{\w*\}", "", chinese)
        assert re.search(r"[\u4e00-\u9fff]", letters) or not re.search(r"[A-Za-z]{3,}", letters), key


def test_every_sentence_that_the_code_asks_for_is_there() -> None:
    """A key written in the source stands in the catalogue."""
    assert _asked()
    assert _asked() <= set(catalogue())


def test_a_missing_sentence_or_language_is_an_error_and_words_of_the_user_stay() -> None:
    """Nothing is printed in the wrong language in silence; what the user named keeps its name."""
    with pytest.raises(zc.UnknownNameError, match="unknown sentence 'more row'.*more rows"):
        sentence("more row", "en")
    with pytest.raises(zc.UnknownNameError, match="Languages are en and zh"):
        sentence("more rows", "de", count=1)
    with pytest.raises(zc.UnknownNameError, match="Languages are en and zh"):
        title_of("own", "de")
    assert word("登封市", "en") == "登封市"
    assert title_of("own column", "zh") == "own column"
