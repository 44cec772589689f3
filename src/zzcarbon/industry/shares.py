"""Shares: numbers from 0 to 1, checked at the door of an equation."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from zzcarbon.errors import DataError

__all__ = ["share"]


def share(value: object, name: str) -> npt.NDArray[np.float64]:
    """Return ``value`` as an array whose entries lie between 0 and 1.

    Parameters
    ----------
    value : float or array, shape (n,)
        The share [1].
    name : str
        What it is, for the message.

    Returns
    -------
    numpy.ndarray
        The share [1].

    Raises
    ------
    DataError
        An entry is below 0, above 1 or no number.

    Examples
    --------
    >>> float(share(0.8, "collection"))
    0.8
    """
    found = np.asarray(value, dtype=np.float64)
    inside = (found >= 0) & (found <= 1)
    if not bool(inside.all()):
        wrong = float(np.atleast_1d(found)[~np.atleast_1d(inside)][0])
        message = f"{name} is a share between 0 and 1, not {wrong!r}"
        raise DataError(message)
    return found
