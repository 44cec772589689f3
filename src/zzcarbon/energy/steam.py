"""Steam and hot water to heat."""

from __future__ import annotations

from typing import Any

__all__ = ["hot_water_heat", "steam_heat"]

_WATER_20 = 83.74
_SPECIFIC_HEAT = 4.1868


def steam_heat(*, steam: Any, enthalpy: Any) -> Any:
    r"""Heat of steam above water of 20 degC.

    Parameters
    ----------
    steam : float or array, shape (n,)
        Steam [t].
    enthalpy : float or array, shape (n,)
        Enthalpy of the steam at its pressure and temperature, from the plant's steam table [kJ/kg].

    Returns
    -------
    float or array, shape (n,)
        Heat [GJ].

    Notes
    -----
    .. math:: Q = m (h - 83.74) \cdot 10^{-3}

    Source: cn-cets-ag-03.01-2024, App E formula E.2.

    Examples
    --------
    >>> round(steam_heat(steam=100.0, enthalpy=2783.74), 6)
    270.0
    """
    return steam * (enthalpy - _WATER_20) / 1000


def hot_water_heat(*, water: Any, temperature: Any) -> Any:
    r"""Heat of hot water above water of 20 degC.

    Parameters
    ----------
    water : float or array, shape (n,)
        Water [t].
    temperature : float or array, shape (n,)
        Its temperature [degC].

    Returns
    -------
    float or array, shape (n,)
        Heat [GJ].

    Notes
    -----
    .. math:: Q = m (T - 20) \cdot 4.1868 \cdot 10^{-3}

    Source: cn-cets-ag-03.01-2024, App E formula E.3.

    Examples
    --------
    >>> round(hot_water_heat(water=1000.0, temperature=70.0), 6)
    209.34
    """
    return water * (temperature - 20) * _SPECIFIC_HEAT / 1000
