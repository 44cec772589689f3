"""The methods of the energy module, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.method import Column, Method, Parameter, Route, chooser

__all__ = ["METHODS", "choose_method"]

_AIR = ("NOx", "SOx", "NMVOC", "CO", "TSP", "PM10", "PM2.5", "NH3")

_DENSITY = Parameter("density", "density", "rho", bridge=True)
_NET = Parameter("net_calorific_value", "ncv", "NCV", bridge=True)
_GROSS = Parameter("gross_calorific_value", "gcv", "GCV", bridge=True)
_NET_PER_GROSS = Parameter("net_per_gross", "ncv_per_gcv", "NCV/GCV", bridge=True)
_CARBON = Parameter("carbon_content", "carbon_content", "CC")
_OXIDATION = Parameter("oxidation_factor", "oxidation_factor", "OF")
_BRIDGES = (_DENSITY, _NET, _GROSS, _NET_PER_GROSS)

_FUEL = Column("fuel", "fuel or carrier, in English or Chinese", required=True)

COMBUSTION = Method(
    key="combustion",
    module="energy",
    activity="combustion",
    title="Fuel combustion",
    title_local="燃料燃烧",
    edition="IPCC 2006; CETS-AG-03.01-V01-2024; EMEP/EEA 2023",
    substances=("CO2", "CH4", "N2O", *_AIR),
    routes=(
        Route((), _BRIDGES, factor=True, equation="E = FC x NCV x EF"),
        Route(
            ("CO2",),
            (*_BRIDGES, _CARBON, _OXIDATION),
            factor=False,
            equation="E = FC x NCV x CC x OF x 44/12",
            constant=44 / 12,
            constant_text="44/12",
        ),
    ),
    columns=(
        _FUEL,
        Column("amount", "amount of fuel [t, m3_0C, m3_20C, GJ, tce ...]", required=True),
        Column("heating_value", "NCV or GCV: the basis of an amount of heat or of gcv; NCV unless said"),
        Column("gas_reference", "0 or 20 [degC]: state of a gas volume in plain m3"),
        Column("ncv", "measured net calorific value [GJ/t or GJ/m3, unit in ncv_unit]"),
        Column("carbon_content", "measured carbon per heat or per mass [t/GJ or t/t, unit in carbon_content_unit]"),
        Column("oxidation_factor", "measured oxidation factor [1]"),
        Column("density", "density of a liquid fuel [kg/L, unit in density_unit]"),
        Column("ncv_per_gcv", "ratio of net to gross calorific value [1]"),
        Column("removal_efficiency_<substance>", "share removed by a control device [1]"),
        Column("category_nfr", "NFR category: air pollutants depend on it"),
        Column("category_ipcc2006", "IPCC 2006 category: CH4 and N2O depend on it"),
        Column("use", "combustion, transformation or non-energy: the last two are counted elsewhere (IE)"),
    ),
    source="ipcc-2006-v2",
    locator="Vol 2 Ch 2 Eq. 2.1; CETS-AG-03.01-V01-2024 formula (3)",
    controlled=True,
    scope="1",
    validated="Henan 2010-2012 by two parameter sets; Mong Duong 1",
    limits="Fuel burnt; carbon that leaves in a product is no combustion.",
)

PURCHASED_ELECTRICITY = Method(
    key="purchased electricity",
    module="energy",
    activity="purchased electricity",
    title="Purchased electricity, average of the grid",
    title_local="外购电力（平均排放因子）",
    edition="MEE and NBS announcements",
    substances=("CO2",),
    routes=(Route((), (), factor=True, equation="E = AD x EF"),),
    columns=(_FUEL, Column("amount", "electricity bought [kWh]", required=True), Column("year", "year of the use [a]")),
    source="cn-mee-grid-2023",
    locator="Tables 1 to 3",
    carriers=("electricity",),
    scope="2",
    limits="The factor of the year of use; another year's is taken only when the row says factor_year.",
)

WITHOUT_TRADED = replace(
    PURCHASED_ELECTRICITY,
    key="purchased electricity, without traded non-fossil power",
    activity="purchased electricity, without traded non-fossil power",
    title="Purchased electricity, average without market-traded non-fossil power",
    title_local="外购电力（不含市场化交易非化石电量）",
    locator="Table 1",
    carriers=(),
    limits="Nation only, 2022 (grade C) and 2023.",
)

FOSSIL_ELECTRICITY = replace(
    PURCHASED_ELECTRICITY,
    key="fossil electricity",
    activity="fossil electricity",
    title="Electricity from fossil fuels",
    title_local="化石能源电力",
    locator="Table 1",
    carriers=(),
    limits="Nation only, 2021 to 2023; grade C but for 2023.",
)

PURCHASED_HEAT = Method(
    key="purchased heat",
    module="energy",
    activity="purchased heat",
    title="Purchased heat",
    title_local="外购热力",
    edition="guidelines of Chinese enterprises",
    substances=("CO2",),
    routes=(Route((), (), factor=True, equation="E = AD x EF"),),
    columns=(_FUEL, Column("amount", "heat bought [GJ]", required=True)),
    source="cn-heat-default",
    locator="purchased heat default",
    carriers=("heat",),
    scope="2",
    limits="A default where the supplier gives no measured factor.",
)

METHODS = (COMBUSTION, PURCHASED_ELECTRICITY, WITHOUT_TRADED, FOSSIL_ELECTRICITY, PURCHASED_HEAT)
"""The methods of the module."""

choose_method = chooser(METHODS, default=COMBUSTION)
"""The method that a row names, or the default of its fuel."""
