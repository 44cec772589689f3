"""The methods of the waste module, declared."""

from __future__ import annotations

from dataclasses import replace

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Chooser, Method, Route, variant_of
from zzcarbon.vocabulary.substances import HEAVY_METALS

__all__ = ["METHODS", "choose_method"]

_WASTE = Input("waste", required=True)
_BURNT = Input("amount", "wet mass burnt [t]", required=True)
_CONTROL = Input("control", "modern flue gas cleaning, or a device; without it the uncontrolled factor is taken")
_REMOVAL = Input("removal_efficiency_<substance>", "share removed from the flue gas [1]")
_RECOVERY = Input("energy_recovered")

_DRY = Input("dry_matter", "dry matter of the waste [1]; municipal waste goes through split_waste")
_CARBON = Input("carbon_fraction")
_FOSSIL = Input("fossil_carbon_fraction")
_BIOGENIC = Input("biogenic_carbon_fraction")
_CARBON_COLUMNS = (
    _DRY,
    _CARBON,
    Input("oxidation_factor"),
)


_AIR = ("NOx", "SOx", "CO", "NMVOC", "TSP", "PM10", "PM2.5")


def _carbon(share: Input, oxidation: str) -> tuple[Route, ...]:
    """Return the route from waste to the CO2 of one kind of its carbon."""
    burnt = Input("oxidation_factor", figure=oxidation)
    equation = f"E = SW x dm x CF x {share.symbol if share is _FOSSIL else '(1 - FCF)'} x OF x 44/12"
    parameters = (_DRY, _CARBON, share, burnt)
    return (Route(("CO2",), parameters, factor=False, equation=equation, constant=44 / 12, constant_text="44/12"),)


_INCINERATION_FOSSIL = Method(
    key="waste incineration, fossil CO2",
    module="waste",
    activity="waste incineration, fossil CO2",
    title="Waste incineration, CO2 of fossil carbon",
    title_local="废弃物焚烧化石碳二氧化碳",
    edition="IPCC 2006",
    substances=("CO2",),
    routes=_carbon(_FOSSIL, "oxidation_factor_incineration"),
    columns=(
        _WASTE,
        _BURNT,
        *_CARBON_COLUMNS,
        _FOSSIL,
        _RECOVERY,
    ),
    source="ipcc-2006-v5",
    locator="Vol 5 Ch 5 Eq. 5.1 and 5.2",
    scope="1",
    tier="2",
    subject="waste",
    validated="second implementation: bonsai_ipcc 0.5.3",
    limits="Support fuel is energy. With energy recovered the emission belongs to 1.A.1.a.",
    origin="fossil",
)

_INCINERATION_BIOGENIC = variant_of(
    _INCINERATION_FOSSIL,
    source="ipcc-2006-v5",
    locator="Vol 5 Ch 5 Eq. 5.1 and 5.2",
    key="waste incineration, biogenic CO2",
    activity="waste incineration, biogenic CO2",
    title="Waste incineration, CO2 of biogenic carbon",
    title_local="废弃物焚烧生物碳二氧化碳",
    routes=_carbon(_BIOGENIC, "oxidation_factor_incineration"),
    columns=(
        _WASTE,
        _BURNT,
        *_CARBON_COLUMNS,
        _BIOGENIC,
        _RECOVERY,
    ),
    limits="Stands beside the total: split_carbon writes this row beside the fossil one.",
    origin="biogenic",
)

_BURNING_FOSSIL = variant_of(
    _INCINERATION_FOSSIL,
    source="ipcc-2006-v5",
    locator="Vol 5 Ch 5 Eq. 5.1 and 5.2",
    key="open burning, fossil CO2",
    activity="open burning, fossil CO2",
    title="Open burning of waste, CO2 of fossil carbon",
    title_local="废弃物露天焚烧化石碳二氧化碳",
    routes=_carbon(_FOSSIL, "oxidation_factor_open_burning"),
    columns=_INCINERATION_FOSSIL.columns[:-1],
    validated="second implementation: bonsai_ipcc 0.5.3 (with its oxidation factor)",
    limits="Oxidation 0.58 is that of 2006; 0.71 of another edition is not shipped.",
)

_BURNING_BIOGENIC = variant_of(
    _INCINERATION_BIOGENIC,
    source="ipcc-2006-v5",
    locator="Vol 5 Ch 5 Eq. 5.1 and 5.2",
    limits="Stands beside the total: split_carbon writes this row beside the fossil one.",
    key="open burning, biogenic CO2",
    activity="open burning, biogenic CO2",
    title="Open burning of waste, CO2 of biogenic carbon",
    title_local="废弃物露天焚烧生物碳二氧化碳",
    routes=_carbon(_BIOGENIC, "oxidation_factor_open_burning"),
    columns=_INCINERATION_BIOGENIC.columns[:-1],
)

_INCINERATION = variant_of(
    _INCINERATION_FOSSIL,
    key="waste incineration, air pollutants",
    activity="waste incineration",
    title="Waste incineration, air pollutants",
    title_local="废弃物焚烧大气污染物",
    edition="EMEP/EEA 2023",
    substances=_AIR,
    routes=(Route((*_AIR, "NH3", *HEAVY_METALS), (), factor=True, equation="E = SW x EF"),),
    columns=(
        _WASTE, _BURNT,
        _CONTROL, _REMOVAL, _RECOVERY,
    ),
    source="emep-eea-2023",
    locator="5.C.1 Tables 3-1 to 3-3",
    tier="",
    controlled=True,

    limits="Without a control the factors of an uncleaned plant are taken: say modern flue gas cleaning.",
    origin="",
)  # fmt: skip

_GASES = variant_of(
    _INCINERATION,
    key="waste incineration, CH4 and N2O",
    activity="waste incineration",
    title="Waste incineration, CH4 and N2O",
    title_local="废弃物焚烧甲烷和氧化亚氮",
    edition="IPCC 2006",
    substances=("CH4", "N2O"),
    routes=(Route(("CH4", "N2O"), (), factor=True, equation="E = SW x EF"),),
    columns=(
        _WASTE,
        _BURNT,
        Input("incinerator"),
        _RECOVERY,
    ),
    source="ipcc-2006-v5",
    locator="Vol 5 Ch 5 Eq. 5.4 and 5.5",
    tier="1",
    dimensions=("incinerator",),
    controlled=False,
    validated="second implementation: bonsai_ipcc 0.5.3 (CH4)",
    limits="CH4 of industrial waste and sludge has no default.",
)

_OPEN_BURNING = variant_of(
    _INCINERATION,
    key="open burning",
    activity="open burning of waste",
    title="Open burning of waste, gases and air pollutants",
    title_local="废弃物露天焚烧",
    edition="IPCC 2006; EMEP/EEA 2023",
    substances=("CH4", "N2O"),
    routes=(Route((), (), factor=True, equation="E = SW x EF"),),
    columns=(_WASTE, _BURNT),
    source="ipcc-2006-v5",
    locator="Vol 5 Ch 5; EMEP/EEA 5.C.2",
    controlled=False,
    limits="Air pollutants for agricultural, forest and orchard residues only.",
)

_BIOLOGICAL = variant_of(
    _INCINERATION,
    key="biological treatment",
    activity="biological treatment",
    title="Composting and anaerobic digestion",
    title_local="堆肥和厌氧消化",
    edition="IPCC 2006; EMEP/EEA 2023",
    source="ipcc-2006-v5",
    substances=("CH4", "N2O"),
    routes=(Route((), (), factor=True, equation="E = M x EF x (1 - R)"),),
    columns=(
        Input("treatment", "composting or anaerobic digestion", required=True),
        Input("amount", "mass treated, wet or dry as mass_basis says [t]", required=True),
        Input("mass_basis", required=True),
        Input("removal_efficiency_CH4"),
    ),
    locator="Vol 5 Ch 4 Eq. 4.1 and 4.2, Table 4.1; EMEP/EEA 5.B.1",
    subject="treatment",
    dimensions=("mass_basis",),
    limits="NH3 of the guidebook is per mass of organic waste, wet or dry not said.",
)

_DIGESTATE = variant_of(
    _BIOLOGICAL,
    key="digestate ammonia",
    activity="digestate nitrogen",
    title="NH3 of feedstock and digestate",
    title_local="沼渣沼液氨排放",
    edition="EMEP/EEA 2023",
    substances=("NH3",),
    routes=(Route((), (), factor=True, equation="E = N x EF x 17/14", constant=17 / 14, constant_text="17/14"),),
    columns=(
        Input("stage", "feedstock before digestion; storage of liquid, solid or unseparated digestate", required=True),
        Input("amount", "nitrogen in the feedstock, as N [t]", required=True),
    ),
    source="emep-eea-2023",
    locator="5.B.2 Tables 3-1 to 3-6",
    tier="2",
    subject="stage",
    dimensions=(),
    controlled=False,
)

_REPORTED = variant_of(
    _INCINERATION_FOSSIL,
    source="ipcc-2006-v5",
    key="landfill decay",
    activity="landfill decay",
    title="CH4 of landfills by first-order decay",
    title_local="填埋场甲烷（一阶衰减）",
    edition="IPCC 2006 and 2019 Refinement",
    substances=("CH4",),
    routes=(Route((), (), factor=False, equation="E = (G - R) x (1 - OX), G by first_order_decay"),),
    columns=(Input("amount", "CH4 emitted [t]: rows of landfill_ch4", required=True),),
    locator="Vol 5 Ch 3 Eq. 3.1 to 3.6",
    subject="",
    validated="waste model of the 2019 Refinement, sheet Food: ten years",
    limits="Biogenic CO2 of landfill gas is not counted.",
    origin="",
)

_OWN = variant_of(
    _REPORTED,
    source="ipcc-2006-v5",
    key="reported waste emission",
    activity="reported waste emission",
    title="An emission of waste computed or measured elsewhere",
    title_local="已核算的废弃物排放量",
    edition="",
    substances=(),
    routes=(Route((), (), factor=False, equation="E = amount"),),
    columns=(
        Input("amount", "mass of the substance [t]", required=True),
        Input("substance", "substance", required=True),
    ),
    locator="the method that gave the amount",
    tier="3",
)

_ENERGY = variant_of(
    _REPORTED,
    source="ipcc-2006-v5",
    key="energy from waste",
    activity="energy from waste",
    title="CO2 avoided by heat or power from waste",
    title_local="垃圾焚烧供能替代排放",
    edition="factor of the caller",
    substances=("CO2",),
    routes=(
        Route(
            (),
            (Input("avoided_factor"),),
            factor=False,
            equation="A = W x EF",
        ),
    ),
    columns=(
        Input("amount", "power or heat sold [kWh, GJ]", required=True),
        Input("avoided_factor", required=True),
    ),
    locator="Vol 5 Ch 5 Section 5.1: energy from waste is reported in energy",
    limits="Avoided: it stands beside the total and lowers nothing.",
    flow="avoided",
)

METHODS: tuple[Method, ...] = (
    replace(_REPORTED, methane="biogenic"), _INCINERATION, _GASES, _INCINERATION_FOSSIL, _INCINERATION_BIOGENIC,
    _OPEN_BURNING, _BURNING_FOSSIL, _BURNING_BIOGENIC, replace(_BIOLOGICAL, methane="biogenic"), _DIGESTATE, _ENERGY,
    _OWN,
)  # fmt: skip
"""The methods of the module; the methane of landfills and of biological treatment is biogenic, of fires it is not
said."""

choose_method = Chooser(METHODS)
"""The method that a row names, by key or title; waste alone does not say what becomes of it."""
