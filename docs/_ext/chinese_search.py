# ruff: noqa: INP001
"""A search that finds Chinese words inside a phrase: runs of Chinese are indexed by pairs of characters."""

from __future__ import annotations

import re
from typing import Any

import sphinx.search
from sphinx.search.en import SearchEnglish

_RUN = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+")


class Pairs(SearchEnglish):
    """English words by their stems, Chinese by pairs: 排放清单 is 排放, 放清, 清单, and a page must have them all."""

    js_splitter_code = r"""
function splitQuery(query) {
    const found = query.match(/[\u3400-\u9fff]+|[^\s\u3400-\u9fff!-\/:-@\[-^`{-~]+/g) || [];
    return found.flatMap((run) => {
        if (!/[\u3400-\u9fff]/.test(run) || run.length === 1) return [run];
        return Array.from({ length: run.length - 1 }, (_, start) => run.slice(start, start + 2));
    });
}
"""

    def split(self, input: str) -> list[str]:  # noqa: A002, the name is Sphinx's
        """Return the words and the pairs of a text."""
        words: list[str] = []
        for run in _RUN.findall(input):
            chinese = "\u3400" <= run[0] <= "\u9fff" and len(run) > 1
            words.extend(run[start : start + 2] for start in range(len(run) - 1)) if chinese else words.append(run)
        return words


def setup(_app: Any) -> dict[str, bool]:
    """Take the place of the search of English pages: the site holds both languages."""
    sphinx.search.languages["en"] = Pairs
    return {"parallel_read_safe": True, "parallel_write_safe": True}
