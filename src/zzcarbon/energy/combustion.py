"""The equation of combustion, for quantities and for arrays."""

from __future__ import annotations

from typing import Any

from zzcarbon.errors import DataError

__all__ = ["combustion_co2", "implied_factor"]


def combustion_co2(*, fuel: Any, ncv: Any, carbon_content: Any, oxidation_factor: Any) -> Any:
    r"""CO2 of fuel that is burnt, from its heating value and carbon.

    Parameters
    ----------
    fuel : float, array or Quantity, shape (n,)
        Amount of fuel [t].
    ncv : float, array or Quantity, shape (n,)
        Net calorific value [GJ/t].
    carbon_content : float, array or Quantity, shape (n,)
        Carbon per heat [t/GJ]; as a quantity ``t CO2 as C/GJ``.
    oxidation_factor : float, array or Quantity, shape (n,)
        Share of the carbon that is oxidised [1].

    Returns
    -------
    float, array or Quantity, shape (n,)
        CO2 [t].

    Notes
    -----
    .. math:: E = FC \cdot NCV \cdot CC \cdot OF \cdot 44/12

    Source: cn-cets-ag-03.01-2024, formula (3); ipcc-2006-v2, Ch 2 Eq. 2.1.

    Examples
    --------
    >>> round(combustion_co2(fuel=100.0, ncv=42.652, carbon_content=0.0202, oxidation_factor=0.98), 3)
    309.591
    """
    product = fuel * ncv * carbon_content * oxidation_factor
    if hasattr(product, "magnitude"):
        from zzcarbon.quantities import convert, substance_of

        return convert(product, "CO2") if substance_of(product).endswith("as C") else product * 44 / 12
    return product * 44 / 12


def implied_factor(emission: Any, activity: Any) -> Any:
    """Emission factor that follows from a published emission and its activity.

    Parameters
    ----------
    emission : float, array or Quantity
        Emission [t].
    activity : float, array or Quantity
        Activity, above zero [any unit].

    Returns
    -------
    float, array or Quantity
        Emission per activity.

    Raises
    ------
    DataError
        The activity is not above zero.

    Examples
    --------
    >>> implied_factor(1650.0, 4230.0) > 0.39
    True
    """
    size = getattr(activity, "magnitude", activity)
    if not bool((size > 0).all() if hasattr(size, "all") else size > 0):
        message = f"the activity must be above zero, not {activity!r}"
        raise DataError(message)
    return emission / activity
