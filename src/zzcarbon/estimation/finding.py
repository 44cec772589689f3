"""What is wrong with some rows: found once for all of them, written out only when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Finding", "ascending"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The same problem of some rows.

    Attributes
    ----------
    rows : ndarray of int, shape (n,), or None
        Positions of the rows; None for all rows of a key.
    column : str
        Column that holds the bad value.
    problem, remedy : str
        What is wrong and what to do.
    substance : str
        Substance that is concerned; empty for all.
    key : int
        Key whose rows are concerned, where ``rows`` is None.
    fatal : bool
        Whether the rows cannot be estimated; otherwise the problem is only reported.
    file : str
        File the rows came from.
    balance : bool
        Whether a balance below zero is reported: found again where inventories are combined.
    """

    rows: npt.NDArray[np.intp] | None
    column: str
    problem: str
    remedy: str
    substance: str = ""
    key: int = -1
    fatal: bool = True
    file: str = ""
    balance: bool = False


def ascending(positions: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Return positions in ascending order, each once; those of a finding are so already, which costs one look.

    Examples
    --------
    >>> ascending(np.array([4, 2, 4]))
    array([2, 4])
    """
    if bool((positions[1:] > positions[:-1]).all()):
        return positions
    return np.unique(positions)
