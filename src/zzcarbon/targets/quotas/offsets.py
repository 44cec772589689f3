"""Offsets for new projects, and the replacement of coal."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zzcarbon.tables.stated import stated_array

__all__ = ["coal_replacement", "offset_margin", "required_offset"]

Array = NDArray[np.float64]

_EMISSIONS = "emissions and reductions are masses of at least 0"
_COAL = "coal is a mass of at least 0"


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
    DataError
        A multiple is below 1, an emission below 0, or one of them no number.

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
    factor = stated_array(multiple, "an offset multiple is at least 1", low=1.0)
    made: Array = factor * stated_array(new_emission, _EMISSIONS)
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
    offered = stated_array(offsets, _EMISSIONS)
    return float(np.sum(offered) - np.sum(required_offset(new_emission, multiple)))


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
    first, second = (
        stated_array(factor, "factors are numbers of at least 0") for factor in (sector_factor, area_factor)
    )
    made: Array = stated_array(new_coal, _COAL) * first * second
    return made
