"""Methods of greenhouse gases of livestock, declared."""

from __future__ import annotations

from zzcarbon.agriculture.livestock_columns import (
    ANIMAL,
    ANIMAL_MASS,
    DAYS_OF_ROW,
    EXCRETION_COLUMN,
    EXCRETION_RATE_COLUMN,
    HEADS,
    HERD,
    MASS_COLUMN,
    NITROGEN_EXCRETION,
    NITROGEN_EXCRETION_RATE,
    PRODUCTIVITY,
)
from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of

__all__ = ["GAS_METHODS"]

_DAYS = Input("days", "days of the period: 365 or 366 for a year [d]", required=True)
_SHARE = Input("system_share", required=True)
_SYSTEM = Input("system", required=True)

_SHARE_OF_ROW = Input("system_share", of="-")

_ENTERIC = Method(
    key="enteric fermentation",
    module="agriculture",
    activity="enteric fermentation",
    title="Enteric fermentation, tier 1",
    title_local="肠道发酵甲烷（第一层级）",
    edition="IPCC 2006 and 2019 Refinement",
    substances=("CH4",),
    routes=(Route((), (), factor=True, equation="E = N x EF"),),
    columns=(ANIMAL, HEADS, PRODUCTIVITY, HERD),
    source="ipcc-2006-v4",
    locator="Vol 4 Ch 10 Eq. 10.19",
    scope="1",
    tier="1",
    subject="animal",
    dimensions=("productivity", "herd"),
    yearly=True,
    validated="second implementation: bonsai_ipcc 0.5.3 (2019 edition)",
    limits="The editions differ (dairy cattle of Asia 68 and 78 kg): name one by sets=[...].",
)

_ENTERIC_2 = variant_of(
    _ENTERIC, validated="second implementation: bonsai_ipcc 0.5.3 (2019 edition)",
    key="enteric fermentation, tier 2",
    activity="enteric fermentation, tier 2",
    title="Enteric fermentation, tier 2",
    title_local="肠道发酵甲烷（第二层级）",
    routes=(
        Route(
            ("CH4",),
            (
                Input("gross_energy"),
                Input("methane_conversion", any_set=True),
                Input("methane_per_energy", of="-", any_set=True),
                DAYS_OF_ROW,
            ),
            factor=False,
            equation="E = N x GE x Ym x T / 55.65",
        ),
    ),
    columns=(
        ANIMAL, HEADS, _DAYS, PRODUCTIVITY,
        Input("gross_energy", required=True),
        Input("methane_conversion"),
        Input("methane_per_energy"),
        Input("diet"),
    ),
    source="ipcc-2019r-v4",
    locator="Vol 4 Ch 10 Eq. 10.21",
    edition="IPCC 2019 Refinement",
    tier="2",
    dimensions=("productivity", "diet"),
    yearly=False,
    limits="Ym has no default of grade A or B: give methane_conversion, or ask for grade C.",
)  # fmt: skip

_MANURE_HEAD = variant_of(
    _ENTERIC, source="ipcc-2006-v4",
    key="manure methane per head",
    activity="manure management, CH4 per head",
    title="Manure methane per head, tier 1 of 2006",
    title_local="粪便管理甲烷（按存栏，2006）",
    columns=(
        ANIMAL, HEADS,
        Input("temperature", "mean temperature of the year [degC], 11.5 to 18.5"),
        Input("climate", "poultry: cool, temperate or warm"),
    ),
    edition="IPCC 2006",
    locator="Vol 4 Ch 10 Eq. 10.22, Tables 10.14 and 10.15",
    dimensions=("temperature", "climate"),

    limits="Factors of Asia from 12 to 18 degC; cattle, buffalo, swine and poultry.",
)  # fmt: skip

_MANURE_SOLIDS = variant_of(
    _ENTERIC, validated="second implementation: bonsai_ipcc 0.5.3 (2019 edition)",
    key="manure methane per volatile solids",
    activity="manure management, CH4 per volatile solids",
    title="Manure methane per volatile solids, tier 1 of 2019",
    title_local="粪便管理甲烷（按挥发性固体，2019）",
    routes=(
        Route(
            (),
            (
                Input("volatile_solids_rate", any_set=True),
                ANIMAL_MASS, DAYS_OF_ROW, _SHARE_OF_ROW,
            ),
            factor=True,
            equation="E = N x VS_rate x TAM x T x MS x EF",
        ),
    ),
    columns=(
        ANIMAL, HEADS, _DAYS, _SYSTEM, _SHARE, PRODUCTIVITY, HERD, MASS_COLUMN,
        Input("climate", "warm temperate moist or warm temperate dry", required=True),
        Input("volatile_solids_rate"),
    ),
    source="ipcc-2019r-v4",
    edition="IPCC 2019 Refinement",
    locator="Vol 4 Ch 10 Eq. 10.22 and 10.22A, Table 10.14",
    dimensions=("system", "climate", "productivity", "herd"),
    yearly=False,
    limits="Say productivity. Liquid swine manure in moist climates and poultry of low productivity are withheld.",
)  # fmt: skip

_MANURE_2 = variant_of(
    _MANURE_SOLIDS, source="ipcc-2019r-v4", validated="IPCC 2006, Vol 4 Table 10A-4",
    key="manure methane, tier 2",
    activity="manure management, CH4, tier 2",
    title="Manure methane, tier 2",
    title_local="粪便管理甲烷（第二层级）",
    routes=(
        Route(
            ("CH4",),
            (
                Input("volatile_solids"),
                Input("methane_producing_capacity", any_set=True),
                Input("methane_density", symbol="0.67", kind="number", of="-", any_set=True),
                Input("methane_conversion_factor", any_set=True),
                DAYS_OF_ROW, _SHARE_OF_ROW,
            ),
            factor=False,
            equation="E = N x VS x B0 x 0.67 x MCF x T x MS",
        ),
    ),
    columns=(
        ANIMAL, HEADS, _DAYS, _SYSTEM, _SHARE, PRODUCTIVITY, HERD,
        Input("climate", "warm temperate moist or warm temperate dry"),
        Input("methane_density", "density of methane [kg/m3]: 0.67 of the guidelines"),
        Input("volatile_solids", required=True),
        Input("methane_producing_capacity", "B0 [m3/kg]"),
        Input("methane_conversion_factor"),
    ),
    locator="Vol 4 Ch 10 Eq. 10.23",
    tier="2",

)  # fmt: skip

_NITROGEN_ROUTES = (
    ((NITROGEN_EXCRETION, _SHARE_OF_ROW), "N x Nex x MS"),
    ((NITROGEN_EXCRETION_RATE, ANIMAL_MASS, DAYS_OF_ROW, _SHARE_OF_ROW), "N x N_rate x TAM x T x MS"),
)


def _nitrogen(*more: Input, symbols: str) -> tuple[Route, ...]:
    """Return the routes from heads to N2O: by nitrogen per head, or by nitrogen per live mass."""
    return tuple(
        Route(
            (),
            (*parameters, *more),
            factor=True,
            equation=f"E = {symbol} x {symbols} x 44/28",
            constant=44 / 28,
            constant_text="44/28",
        )
        for parameters, symbol in _NITROGEN_ROUTES
    )


_MANURE_N2O = variant_of(
    _ENTERIC, validated="second implementation: bonsai_ipcc 0.5.3 (2019 edition)",
    key="manure nitrous oxide",
    activity="manure nitrogen, N2O",
    title="Manure nitrous oxide, direct",
    title_local="粪便管理氧化亚氮（直接）",
    substances=("N2O",),
    routes=_nitrogen(symbols="EF3"),
    columns=(ANIMAL, HEADS, _SYSTEM, _SHARE, PRODUCTIVITY, HERD, EXCRETION_COLUMN, EXCRETION_RATE_COLUMN, MASS_COLUMN,
             Input("days", "days of the period [d], where nitrogen_excretion is not given")),
    source="ipcc-2019r-v4",
    edition="IPCC 2019 Refinement",
    locator="Vol 4 Ch 10 Eq. 10.25",
    subject="system",
    dimensions=("animal", "productivity", "herd"),
)  # fmt: skip

_MANURE_N2O_VOLATILISED = variant_of(
    _MANURE_N2O, source="ipcc-2019r-v4", validated="second implementation: bonsai_ipcc 0.5.3 (2019 edition)",
    key="manure nitrous oxide, volatilised",
    activity="nitrogen volatilised and redeposited, N2O",
    title="Nitrous oxide of nitrogen that volatilises from manure",
    title_local="粪便管理氧化亚氮（挥发间接）",
    routes=_nitrogen(
        Input("volatilised_share", of="animal", any_set=True),
        symbols="Frac_gas x EF4",
    ),
    columns=(*_MANURE_N2O.columns, Input("climate", "wet or dry; without it the value over all climates"),
             Input("volatilised_share")),
    locator="Vol 4 Ch 10 Eq. 10.26 and 10.28",
    subject="",
    dimensions=("animal", "system", "productivity", "herd", "climate"),
)  # fmt: skip

_MANURE_N2O_LEACHED = variant_of(
    _MANURE_N2O_VOLATILISED,
    source="ipcc-2019r-v4",
    validated="second implementation: bonsai_ipcc 0.5.3 (2019 edition)",
    key="manure nitrous oxide, leached",
    activity="nitrogen leached or run off, N2O",
    title="Nitrous oxide of nitrogen that leaches from manure",
    title_local="粪便管理氧化亚氮（淋溶间接）",
    routes=_nitrogen(
        Input("leached_share", of="animal"),
        symbols="Frac_leach x EF5",
    ),
    columns=(
        *_MANURE_N2O_VOLATILISED.columns[:-1],
        Input("leached_share", "share of the nitrogen that leaches [1]: IPCC Table 10.22", required=True),
    ),
    locator="Vol 4 Ch 10 Eq. 10.27 and 10.29",
)

GAS_METHODS = (
    _ENTERIC,
    _ENTERIC_2,
    _MANURE_HEAD,
    _MANURE_SOLIDS,
    _MANURE_2,
    _MANURE_N2O,
    _MANURE_N2O_VOLATILISED,
    _MANURE_N2O_LEACHED,
)
"""The methods of greenhouse gases of livestock."""
