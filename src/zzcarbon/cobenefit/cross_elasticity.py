"""How strongly pollutants fall where greenhouse gases fall: the cross-elasticity and how to read its sign."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zzcarbon.errors import DataError, shown
from zzcarbon.of_numbers import of_numbers
from zzcarbon.tables.stated import is_number

__all__ = ["READINGS", "elasticity", "elasticity_reading"]

Array = NDArray[np.float64]

READINGS: Mapping[tuple[int, int], str] = {
    (1, 1): "synergy: both fall",
    (1, -1): "trade-off: the greenhouse gas rises",
    (-1, 1): "trade-off: the pollutant rises",
    (-1, -1): "both rise",
    (0, 0): "no effect",
    (0, 1): "no effect on the pollutant, the greenhouse gas falls",
    (0, -1): "no effect on the pollutant, the greenhouse gas rises",
    (1, 0): "no effect on the greenhouse gas, the pollutant falls",
    (-1, 0): "no effect on the greenhouse gas, the pollutant rises",
}
"""By the signs of the reductions of pollutant and greenhouse gas: what the elasticity means."""


@of_numbers
def elasticity(
    *,
    pollutant_reduction: ArrayLike,
    pollutant_emission: ArrayLike,
    gas_reduction: ArrayLike,
    gas_emission: ArrayLike,
) -> Array:
    r"""Return the cross-elasticity of a pollutant and a greenhouse gas.

    Parameters
    ----------
    pollutant_reduction, gas_reduction : array_like
        Reductions by the measure, negative where it adds. [t/a]
    pollutant_emission, gas_emission : array_like
        Emissions before the measure, above zero. [t/a]

    Returns
    -------
    numpy.ndarray
        NaN where the greenhouse gas does not change. [1]

    Raises
    ------
    DataError
        An argument is no number, or an emission is not above zero.

    Notes
    -----
    .. math:: Els = \frac{ER_j / Q_j}{ER_k / Q_k}

    Above 0 means synergy only where both fall: it is above 0 as well where both rise, so the sign alone
    misleads; see `elasticity_reading`. Between 0 and 1 the gas falls more, above 1 the pollutant. Source:
    pmc-els (table of cases; the formula is rebuilt from its terms).

    Examples
    --------
    >>> float(elasticity(pollutant_reduction=20, pollutant_emission=100, gas_reduction=10, gas_emission=100))
    2.0
    """
    own, before, gas, gas_before = (
        np.asarray(value, float) for value in (pollutant_reduction, pollutant_emission, gas_reduction, gas_emission)
    )
    if np.any(~(before > 0)) or np.any(~(gas_before > 0)):
        raise DataError("emissions before a measure are above zero")
    own_share, gas_share = np.broadcast_arrays(own / before, gas / gas_before)
    made: Array = np.divide(own_share, gas_share, out=np.full(own_share.shape, np.nan), where=gas_share != 0)
    return made


def elasticity_reading(pollutant_reduction: float, gas_reduction: float) -> str:
    """Return what the signs of two reductions mean together.

    Parameters
    ----------
    pollutant_reduction, gas_reduction : float
        Reductions by the measure. [t/a]

    Raises
    ------
    DataError
        A reduction is no finite number.

    Examples
    --------
    >>> elasticity_reading(5.0, -2.0)
    'trade-off: the greenhouse gas rises'
    >>> elasticity_reading(-5.0, -2.0)
    'both rise'
    """
    for name, value in (("pollutant_reduction", pollutant_reduction), ("gas_reduction", gas_reduction)):
        if not is_number(value):
            raise DataError(f"{name} is a finite number, not {shown(value)}")
    return READINGS[int(np.sign(pollutant_reduction)), int(np.sign(gas_reduction))]
