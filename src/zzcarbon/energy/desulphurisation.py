"""Sulphur: the SO2 of a fuel, and the CO2 of the carbonate that catches it."""

from __future__ import annotations

from typing import Any

__all__ = ["desulphurisation_co2", "fuel_so2"]


def desulphurisation_co2(*, sorbent: Any, carbonate: Any, factor: Any, conversion: Any = 1.0) -> Any:
    r"""CO2 of the carbonate used to desulphurise flue gas.

    Parameters
    ----------
    sorbent : float or array, shape (n,)
        Limestone or other sorbent used [t].
    carbonate : float or array, shape (n,)
        Carbonate in it [1].
    factor : float or array, shape (n,)
        CO2 per carbonate [t/t].
    conversion : float or array, shape (n,)
        Share that is converted [1].

    Returns
    -------
    float or array, shape (n,)
        CO2 [t].

    Notes
    -----
    .. math:: E = B \cdot I \cdot EF \cdot TR

    Source: cn-mee-power-2022, desulphurisation.

    Examples
    --------
    >>> round(desulphurisation_co2(sorbent=1000.0, carbonate=0.9, factor=0.44), 6)
    396.0
    """
    return sorbent * carbonate * factor * conversion


def fuel_so2(*, fuel: Any, sulphur: Any, released: Any = 1.0) -> Any:
    r"""SO2 from the sulphur of a fuel.

    Parameters
    ----------
    fuel : float or array, shape (n,)
        Fuel burnt [t].
    sulphur : float or array, shape (n,)
        Sulphur in it [1].
    released : float or array, shape (n,)
        Share that leaves as SO2 and is not bound in the ash [1].

    Returns
    -------
    float or array, shape (n,)
        SO2 before any device [t].

    Notes
    -----
    .. math:: E = B \cdot S \cdot \alpha \cdot 64/32

    Source: npi-au-engines-2008, fuel analysis, Example 1.

    Examples
    --------
    >>> round(fuel_so2(fuel=31350.0, sulphur=0.00117), 6)
    73.359
    """
    return fuel * sulphur * released * 64 / 32
