"""Offsets for new projects, and the replacement of coal."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zzcarbon.errors import TargetError, shown

__all__ = ["coal_replacement", "offset_margin", "required_offset"]

Array = NDArray[np.float64]


def required_offset(new_emission: ArrayLike, multiple: ArrayLike) -> Array:
    r"""Return the reductions that a new project must show.

    Parameters
    ----------
    new_emission : array_like
        Emission of the new project. [t/a]
    multiple : array_like
        1 for equal replacement, more for multiple replacement; documents say which, there is no default. [1]

    Returns
    -------
    numpy.ndarray
        [t/a]

    Raises
    ------
    TargetError
        A multiple is below 1.

    Notes
    -----
    .. math:: R = k E_{new}, \quad k \ge 1

    Source: mep-197-2014; offset-note. The same tonnes leave the key-project reductions: book them as
    ``used_as_offset``.

    Examples
    --------
    >>> float(required_offset(12.0, 2.0))
    24.0
    """
    factor = np.asarray(multiple, float)
    if np.any(~(factor >= 1.0)):
        raise TargetError(f"an offset multiple is at least 1, not {shown(multiple)}")
    made: Array = factor * np.asarray(new_emission, float)
    return made


def offset_margin(offsets: ArrayLike, new_emission: ArrayLike, multiple: ArrayLike) -> float:
    """Return what offsets exceed the requirement by; negative means that they do not suffice.

    Parameters
    ----------
    offsets : array_like, shape (n,)
        Reductions offered. [t/a]
    new_emission, multiple : array_like
        As for `required_offset`. [t/a], [1]

    Returns
    -------
    float
        [t/a]

    Examples
    --------
    >>> offset_margin([10.0, 15.0], 12.0, 2.0)
    1.0
    """
    return float(np.sum(np.asarray(offsets, float)) - np.sum(required_offset(new_emission, multiple)))


def coal_replacement(new_coal: ArrayLike, sector_factor: ArrayLike, area_factor: ArrayLike) -> Array:
    r"""Return the coal that must be replaced for a new use of coal.

    Parameters
    ----------
    new_coal : array_like
        New coal use in physical mass, without feedstock. [t/a]
    sector_factor, area_factor : array_like
        Factors of the sector and of the area, from the rules in force. [1]

    Returns
    -------
    numpy.ndarray
        Coal to be replaced in physical mass. [t/a]

    Notes
    -----
    .. math:: Q = D K_1 K_2

    Source: ha-coal-2024. Physical tonnes, not standard coal; the values of the factors are an input.

    Examples
    --------
    >>> float(coal_replacement(1000.0, 1.2, 1.5))
    1800.0
    """
    made: Array = np.asarray(new_coal, float) * np.asarray(sector_factor, float) * np.asarray(area_factor, float)
    return made
