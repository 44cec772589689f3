"""Results below the limit of detection: counted as zero, as half of the limit or as the limit, by choice.

A laboratory that writes ``<4`` says that the value lies between 0 and 4. What is put in its place changes the
load, so whoever computes chooses, and the row says what was chosen; without a choice there is no number.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from zzcarbon.tables.numbers import NumberColumn, plain_text
from zzcarbon.tables.unread import Unread

__all__ = ["CHOICES", "BelowDetection", "below_detection", "open_results", "settled"]

BelowDetection = Literal["", "zero", "half", "limit"]
"""What a result below the limit counts as; empty where nobody chose."""

CHOICES = {"zero": 0.0, "half": 0.5, "limit": 1.0}
"""Share of the limit that the result counts as [1]."""

_WORDS = {
    **{word: word for word in CHOICES},
    **dict.fromkeys(("0", "零", "按零计", "不计"), "zero"),
    **dict.fromkeys(("1/2", "0.5", "half of the limit", "一半", "检出限一半", "二分之一", "二分之一检出限"), "half"),
    **dict.fromkeys(("1", "the limit", "检出限", "按检出限计"), "limit"),
}
_CHOOSE = "Choose what it counts as: below_detection = zero, half or limit."
_STATE = "Give the limit in column detection_limit, and choose: below_detection = zero, half or limit."


def below_detection(value: object) -> str | Unread:
    """Read the choice of a row or of the caller.

    Examples
    --------
    >>> below_detection("一半"), below_detection(None)
    ('half', '')
    """
    text = plain_text(value).casefold()
    if not text:
        return ""
    if text in _WORDS:
        return _WORDS[text]
    return Unread(f"{text!r} is not one of {', '.join(CHOICES)}", "Use one of these words.")


def settled(
    numbers: NumberColumn, choice: npt.NDArray[np.object_], stated: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return the numbers with those below the limit of detection by choice.

    Parameters
    ----------
    numbers : NumberColumn, shape (n,)
    choice : ndarray of str, shape (n,)
        ``zero``, ``half``, ``limit``, or empty: then there is no number.
    stated : ndarray of float64, shape (n,)
        Limits of detection that stand in a column of their own [unit of the numbers]; NaN where none does.

    Examples
    --------
    >>> import pandas as pd
    >>> from zzcarbon.tables.numbers import read_numbers
    >>> cells = read_numbers(pd.Series(["<4", "4L", "ND", "12"]))
    >>> settled(cells, np.array(["half", "zero", "", ""], object), np.full(4, np.nan)).tolist()
    [2.0, 0.0, nan, 12.0]
    """
    if not numbers.below.any():
        return numbers.values
    share = np.array([CHOICES.get(str(word), np.nan) for word in choice])
    limit = np.where(np.isnan(numbers.limit), stated, numbers.limit)
    counted = np.where(share == 0.0, 0.0, share * limit)
    return np.where(numbers.below, counted, numbers.values)


def open_results(
    numbers: NumberColumn, values: npt.NDArray[np.float64]
) -> list[tuple[npt.NDArray[np.bool_], str, str]]:
    """Return which results below the limit still have no number, with problem and remedy."""
    left = numbers.below & np.isnan(values)
    if not left.any():
        return []
    unknown = left & np.isnan(numbers.limit)
    problem = "below the limit of detection (检出限): a range, not a number"
    return [(rows, problem, remedy) for rows, remedy in ((left & ~unknown, _CHOOSE), (unknown, _STATE)) if rows.any()]
