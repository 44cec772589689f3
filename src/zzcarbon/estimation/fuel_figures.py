"""Figures of fuels that methods of several sectors read, each declared once."""

from __future__ import annotations

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Route
from zzcarbon.factors.table import FactorTable
from zzcarbon.vocabulary.fuels import fuel_subjects

__all__ = [
    "CARBON_CONTENT",
    "DENSITY",
    "FUEL_BRIDGES",
    "NET_CALORIFIC_VALUE",
    "OXIDATION_FACTOR",
    "carbon_of_fuel",
    "named_densities",
]

DENSITY = Input("density", bridge=True, any_set=True)
"""From a volume of liquid to its mass: of the liquid, so any set that is asked may give it."""

NET_CALORIFIC_VALUE = Input("ncv", bridge=True)
"""From a fuel to its heat."""

FUEL_BRIDGES = (
    DENSITY,
    NET_CALORIFIC_VALUE,
    Input("gcv", bridge=True),
    Input("ncv_per_gcv", bridge=True),
)
"""What leads from an amount of fuel to heat, on either heating value."""

CARBON_CONTENT = Input("carbon_content")
OXIDATION_FACTOR = Input("oxidation_factor")


def carbon_of_fuel(*bridges: Input) -> Route:
    """Return the route of CO2 by carbon content and oxidation.

    Parameters
    ----------
    bridges : Input
        What may lead from the amount to heat.

    Examples
    --------
    >>> carbon_of_fuel(*FUEL_BRIDGES).equation
    'E = FC x NCV x CC x OF x 44/12'
    """
    return Route(
        ("CO2",),
        (*bridges, CARBON_CONTENT, OXIDATION_FACTOR),
        factor=False,
        equation="E = FC x NCV x CC x OF x 44/12",
        constant=44 / 12,
        constant_text="44/12",
    )


def named_densities(table: FactorTable, fuel: str) -> tuple[str, ...]:
    """Return the sets that have a density of a fuel: a row or a call names one of them.

    Examples
    --------
    >>> from zzcarbon.factors.table import factors
    >>> named_densities(factors(), "diesel")
    ('fuel-densities-uk-2025',)
    """
    if not fuel:
        return ()
    return tuple(name for name in sorted(table.index.sets_with("density")) if fuel_subjects(fuel, name))
