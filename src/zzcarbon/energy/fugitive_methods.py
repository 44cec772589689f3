"""Methods of gas that escapes: coal mines, gas and oil systems, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of

__all__ = ["FUGITIVE_METHODS"]

_DENSITY = Input("methane_density", bridge=True, of="-")
_FACTOR = Input("emission_factor")

_OWN = Input("emission_factor", "own factor, unit in emission_factor_unit: measured in the mine or system")

COAL_MINE = Method(
    key="coal mining methane",
    module="energy",
    activity="coal mining",
    title="Methane of coal mines",
    title_local="煤矿瓦斯",
    edition="IPCC 2006 tier 1 and 2",
    substances=("CH4",),
    routes=(
        Route(("CH4",), (_DENSITY,), factor=True, equation="E = P x EF x rho"),
        Route(("CH4",), (_DENSITY, _FACTOR), factor=False, equation="E = P x EF x rho"),
    ),
    columns=(
        Input("amount", "raw coal mined [t]", required=True),
        Input("technology", "underground or surface; mining or post-mining"),
        Input("depth"),
        Input("methane_density", "density of methane in the state of the factor, unit in methane_density_unit [kg/m3]"),
        _OWN,
        Input("entity", "mine: methane recovered is taken off per mine"),
    ),
    source="ipcc-2006-v2",
    locator="Vol 2 Ch 4 Eq. 4.1.1 to 4.1.8",
    scope="1",
    subject="",
    dimensions=("depth",),
    balance="coal mine methane",
    validated="IPCC 2006, Vol 2 Table 4.1.7",
    limits="Per year and mine; the depth is that of the mine.",
)

RECOVERED = variant_of(
    COAL_MINE,
    source="ipcc-2006-v2",
    key="coal mine methane recovered",
    activity="coal mine methane recovered",
    title="Methane of coal mines that is used or flared",
    title_local="煤矿瓦斯回收利用",
    routes=(Route(("CH4",), (_DENSITY,), factor=False, equation="R = V x rho"),),
    columns=(
        Input("amount", "methane used or flared, as pure methane [t, m3]; gas meter and analysis", required=True),
        Input("methane_density", "density of methane in the state of the meter, unit in methane_density_unit [kg/m3]"),
        Input("entity", "mine"),
    ),
    locator="Vol 2 Ch 4 Eq. 4.1.1",
    dimensions=(),
    sign=-1,
    validated="OpenAMEE fugitive/mining/underground",
    limits="Taken off the same mine, region and year, never below zero. CO2 of the flame is combustion.",
)

GAS_SYSTEM = variant_of(
    COAL_MINE,
    source="ipcc-2006-v2",
    key="gas system",
    activity="gas system",
    title="Gas systems: production, processing, transmission, distribution",
    title_local="天然气系统逸散",
    edition="IPCC 2006 tier 1",
    substances=("CH4",),
    routes=(
        Route((), (), factor=True, equation="E = A x EF"),
        Route(("CH4",), (_FACTOR,), factor=False, equation="E = A x EF"),
    ),
    columns=(
        Input("amount", "gas produced, moved or sold [m3_20C, m3_0C]", required=True),
        Input("technology", "segment: production, processing, transmission, storage, distribution"),
        Input("country_group", "developed or developing: the factors differ"),
        _OWN,
    ),
    locator="Vol 2 Ch 4 Eq. 4.2.1, Tables 4.2.4 and 4.2.5",
    dimensions=("country_group",),
    balance="",
    limits="The IPCC does not state the temperature of its m3.",
)

OIL_SYSTEM = variant_of(
    GAS_SYSTEM,
    source="ipcc-2006-v2",
    locator="Vol 2 Ch 4 Eq. 4.2.1, Tables 4.2.4 and 4.2.5",
    key="oil system",
    activity="oil system",
    title="Oil systems: wells, production, upgrading, transport",
    title_local="石油系统逸散",
    columns=(
        Input("amount", "oil produced or moved [m3, t]", required=True),
        Input("technology", "segment: venting, flaring, fugitives, transport"),
        Input("country_group", "developed or developing: the factors differ"),
        _OWN,
    ),
)

FUGITIVE_METHODS = tuple(replace(method, methane="fossil") for method in (COAL_MINE, RECOVERED, GAS_SYSTEM, OIL_SYSTEM))
"""Methods of gas that escapes: its methane is fossil."""
