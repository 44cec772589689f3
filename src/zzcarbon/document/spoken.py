"""Errors in the language of the reader: with ``zc.options(language="zh")`` what an error says is Chinese.

The facts of an error (its problems, its name, its candidates) stay as they are; only its text is another one.
"""

from __future__ import annotations

from zzcarbon.document.messages import message
from zzcarbon.document.sentence_catalogue import title_of
from zzcarbon.errors import DataError, FactorError, Problem, ZzcarbonError, speak_with
from zzcarbon.settings import chosen_language, options

__all__ = ["error_text", "options", "problem_text"]


def error_text(error: ZzcarbonError, language: str | None = None) -> str:
    """Return what an error says in a language, problems one a line.

    Parameters
    ----------
    error : ZzcarbonError
        The error.
    language : {"en", "zh"}, optional
        The language; that of ``zc.options`` if not given.

    Examples
    --------
    >>> from zzcarbon.errors import UnknownNameError
    >>> error_text(UnknownNameError("fuel", "deisel", ["diesel"]), "zh")
    "未知燃料 'deisel'。是否应为 柴油？"
    >>> problem = Problem("a.csv", "row 2", "unit", "'x'", "the unit is empty", "Correct it.")
    >>> print(error_text(DataError("the projects cannot be used", [problem]), "zh"))
    项目无法使用
      - 文件 a.csv，行 row 2，单位列：单位为空（值 'x'）。请更正。
    """
    text = str(error.args[0]) if error.args else ""
    if chosen_language(language) == "en":
        return text
    head, *lines = text.split("\n")
    told = [message(head, "zh")]
    if isinstance(error, DataError):
        shown = lines[: len(error.problems)]
        told += [f"  - {problem_text(problem)}" for problem, _ in zip(error.problems, shown, strict=False)]
        more = len(error.problems) - len(told) + 1
        told += [f"  …… 另有 {more} 个，见 .problems"] if more > 0 else []
    elif isinstance(error, FactorError):
        told += [f"  - {message(candidate, 'zh')}" for candidate in error.candidates]
    else:
        told += [message(line, "zh") for line in lines]
    return "\n".join(told)


def problem_text(problem: Problem) -> str:
    """Return a problem in Chinese: where, what, the value, the remedy."""
    named = title_of(problem.column, "zh") if problem.column else ""
    places = (("文件 ", problem.file, ""), ("行 ", problem.row, ""), ("", named, "列"))
    place = "，".join(f"{before}{text}{after}" for before, text, after in places if text)
    value = f"（值 {problem.value}）" if problem.value else ""
    remedy = message(problem.remedy, "zh")
    what = message(problem.problem, "zh").removesuffix("。")
    return f"{place}{'：' if place else ''}{what}{value}。{remedy}{'' if not remedy or remedy[-1] in '。？' else '。'}"


speak_with(error_text)
