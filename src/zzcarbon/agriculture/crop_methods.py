"""Methods of crops and soils, declared: fertiliser, rice, lime, urea, straw burning."""

from __future__ import annotations

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of

__all__ = ["CROP_METHODS"]

_FERTILISER = Input("fertiliser", required=True)
_NITROGEN = Input("amount", "nitrogen applied, as N [t]: fertiliser times its nitrogen content", required=True)
_CLIMATE = Input("climate", "wet or dry; without it the value over all climates")

_SOIL_N2O = Method(
    key="soil nitrous oxide",
    module="agriculture",
    activity="nitrogen applied to soil, N2O",
    title="Nitrous oxide of nitrogen applied to soil, direct",
    title_local="农用地氧化亚氮（直接）",
    edition="IPCC 2006 and 2019 Refinement",
    substances=("N2O",),
    routes=(Route((), (), factor=True, equation="E = N x EF1 x 44/28", constant=44 / 28, constant_text="44/28"),),
    columns=(_FERTILISER, _NITROGEN, _CLIMATE),
    source="ipcc-2019r-v4",
    locator="Vol 4 Ch 11 Eq. 11.1, Table 11.1",
    scope="1",
    tier="1",
    subject="fertiliser",
    dimensions=("climate",),
    validated="second implementation: bonsai_ipcc 0.5.3 (2019 edition)",
    limits="The editions differ by climate and kind: name one by sets=[...]. Flooded rice has its own method.",
)

_RICE_N2O = variant_of(
    _SOIL_N2O,
    source="ipcc-2019r-v4",
    locator="Vol 4 Ch 11 Eq. 11.1, Table 11.1",
    key="soil nitrous oxide, flooded rice",
    activity="nitrogen applied to flooded rice, N2O",
    title="Nitrous oxide of nitrogen applied to flooded rice, direct",
    title_local="稻田氧化亚氮（直接）",
    routes=(Route((), (), factor=True, equation="E = N x EF1FR x 44/28", constant=44 / 28, constant_text="44/28"),),
    columns=(
        _NITROGEN,
        Input("water_regime", "continuously flooded or drained; without it the value over all regimes"),
    ),
    subject="",
    dimensions=("water_regime",),
)

_SOIL_VOLATILISED = variant_of(
    _SOIL_N2O,
    source="ipcc-2019r-v4",
    key="soil nitrous oxide, volatilised",
    activity="nitrogen volatilised and redeposited, N2O",
    title="Nitrous oxide of nitrogen that volatilises from soil",
    title_local="农用地氧化亚氮（挥发间接）",
    routes=(
        Route(
            (),
            (Input("volatilised_share", of="fertiliser"),),
            factor=True,
            equation="E = N x Frac_gas x EF4 x 44/28",
            constant=44 / 28,
            constant_text="44/28",
        ),
    ),
    columns=(_FERTILISER, _NITROGEN, _CLIMATE, Input("volatilised_share", "share lost as NH3 and NOx [1]")),
    locator="Vol 4 Ch 11 Eq. 11.9, Table 11.3",
    subject="",
    dimensions=("fertiliser", "climate"),
)

_SOIL_LEACHED = variant_of(
    _SOIL_VOLATILISED,
    source="ipcc-2019r-v4",
    key="soil nitrous oxide, leached",
    activity="nitrogen leached or run off, N2O",
    title="Nitrous oxide of nitrogen that leaches from soil",
    title_local="农用地氧化亚氮（淋溶间接）",
    routes=(
        Route(
            (),
            (Input("leached_share", figure="nitrogen_leached_share", of="-"),),
            factor=True,
            equation="E = N x Frac_leach x EF5 x 44/28",
            constant=44 / 28,
            constant_text="44/28",
        ),
    ),
    columns=(
        _NITROGEN,
        _CLIMATE,
        Input("leached_share", "share that leaches or runs off [1]; 0 in dry climates without irrigation"),
    ),
    locator="Vol 4 Ch 11 Eq. 11.10, Table 11.3",
    dimensions=("climate",),
)

_FERTILISER_AIR = variant_of(
    _SOIL_N2O,
    key="fertiliser ammonia",
    activity="nitrogen fertiliser application",
    title="NH3 and NOx of nitrogen fertiliser",
    title_local="氮肥施用氨和氮氧化物",
    substances=("NH3", "NOx"),
    routes=(Route((), (), factor=True, equation="E = N x EF"),),
    columns=(
        _FERTILISER, _NITROGEN,
        Input("soil_ph"),
        Input("removal_efficiency_NH3", "share that deep placement or an inhibitor saves [1]"),
    ),
    source="emep-eea-2023",
    edition="EMEP/EEA 2023",
    locator="3.D Tables 3-1 and 3-2",
    tier="",
    dimensions=("soil_ph",),
    controlled=True,

    limits="The Chinese guide's factors are in doubt (2.51 % and 14.66 % for the same case) and are not shipped.",
)  # fmt: skip

_ORGANIC_AIR = variant_of(
    _FERTILISER_AIR,
    source="emep-eea-2023",
    key="organic fertiliser ammonia",
    activity="organic fertiliser application",
    title="NH3 and NOx of organic fertiliser",
    title_local="有机肥施用氨和氮氧化物",
    columns=(_FERTILISER, _NITROGEN),
    locator="3.D Table 3-1",
    dimensions=(),
    limits="NH3 of manure is part of the nitrogen flow and of manure application.",
)

_FARM = variant_of(
    _FERTILISER_AIR,
    source="emep-eea-2023",
    key="farm operations",
    activity="farm operations",
    title="Particles and NMVOC of crops and farm operations",
    title_local="农田作业颗粒物和挥发性有机物",
    substances=("TSP", "PM10", "PM2.5", "NMVOC"),
    routes=(Route((), (), factor=True, equation="E = A x EF"),),
    columns=(Input("amount", "cropped area of the year [ha]", required=True),),
    locator="3.D Table 3-1",
    tier="1",
    subject="",
    dimensions=(),
    controlled=False,
)

_FERTILISER_LOSS = variant_of(
    _SOIL_N2O,
    key="fertiliser loss to water",
    activity="fertiliser loss to water",
    title="TN, NH3-N, TP that crops lose to water",
    title_local="种植业水污染物流失",
    edition="coefficient of the caller",
    substances=("TN",),
    routes=(
        Route(
            (),
            (Input("loss_coefficient"),),
            factor=False,
            equation="E = F x k",
        ),
    ),
    columns=(
        Input("amount", "fertiliser N or P applied, as N or P [t]", required=True),
        Input("loss_coefficient", required=True),
        Input("substance", "TN, NH3-N or TP", required=True),
    ),
    source="cn-reduction-rule-12fyp",
    locator="load = fertiliser x coefficient",
    tier="2",
    subject="",
    dimensions=(),
    limits="No default: the coefficients seen name neither province nor denominator. Usually found: losses of nitrogen "
    "and phosphorus by province and crop in the handbook of notice 2021 No. 24, agricultural sources.",
)

_RICE = variant_of(
    _SOIL_N2O,
    key="rice cultivation",
    activity="rice cultivation",
    title="Methane of rice cultivation",
    title_local="稻田甲烷",
    edition="IPCC 2006",
    substances=("CH4",),
    routes=(
        Route(
            (),
            (
                Input("days", symbol="t", figure="cultivation_days", of="-"),
                Input("water_scaling", of="-"),
                Input("pre_season_scaling", of="-"),
                Input("organic_scaling", of="-"),
            ),
            factor=True,
            equation="E = A x t x EFc x SFw x SFp x SFo",
        ),
    ),
    columns=(
        Input("amount", "harvested area [ha]", required=True),
        Input("days", "days of cultivation [d]", required=True),
        Input("water_regime", "continuously flooded, single drainage, multiple drainage, upland ..."),
        Input("pre_season"),
        Input("amendment"),
        Input("water_scaling"),
        Input("pre_season_scaling"),
        Input("organic_scaling"),
    ),
    source="ipcc-2006-v4",
    locator="Vol 4 Ch 5 Eq. 5.1 to 5.3, Tables 5.11 to 5.14",
    subject="",
    dimensions=("water_regime", "pre_season", "amendment"),
    validated="public worked example of a rice season (independent code)",
    limits="The 2019 Refinement has regional baseline factors; give them as own factors.",
)

_LIMING = variant_of(
    _SOIL_N2O,
    key="liming",
    activity="liming",
    title="CO2 of liming",
    title_local="施用石灰二氧化碳",
    edition="IPCC 2006",
    substances=("CO2",),
    routes=(Route((), (), factor=True, equation="E = M x EF x 44/12", constant=44 / 12, constant_text="44/12"),),
    columns=(
        Input("material", "limestone or dolomite", required=True),
        Input("amount", "mass applied [t]", required=True),
    ),
    source="ipcc-2006-v4",
    locator="Vol 4 Ch 11 Eq. 11.12",
    subject="material",
    dimensions=(),
)

_UREA = variant_of(
    _LIMING,
    source="ipcc-2006-v4",
    key="urea application",
    activity="urea application",
    title="CO2 of urea application",
    title_local="施用尿素二氧化碳",
    columns=(Input("amount", "mass of urea applied [t]", required=True),),
    locator="Vol 4 Ch 11 Eq. 11.13",
    subject="",
)

_BURNING = variant_of(
    _SOIL_N2O,
    key="crop residue burning",
    activity="crop residue burning",
    title="Burning of crop residues in the field",
    title_local="秸秆露天焚烧",
    edition="IPCC 2006",
    substances=("CO2", "CO", "CH4", "N2O", "NOx"),
    routes=(
        Route(
            (),
            (
                Input("burnt_share", of="-"),
                Input("dry_matter", figure="straw_dry_matter"),
                Input("combustion_factor"),
            ),
            factor=True,
            equation="E = S x f x dm x Cf x EF",
        ),
    ),
    columns=(
        Input("residue", "rice straw, wheat straw, maize straw ...", required=True),
        Input("amount", "straw of the harvest [t]", required=True),
        Input("burnt_share", required=True),
        Input("dry_matter", "dry matter of the straw [1]", required=True),
        Input("combustion_factor"),
    ),
    source="ipcc-2006-v4",
    locator="Vol 4 Ch 2 Eq. 2.27, Table 2.5",
    subject="residue",
    dimensions=(),
    validated="public worked example of rice straw (independent code)",
    limits="Particles and NH3 have no default. CO2 is biogenic and stands apart.",
)

_BURNING_VOC = variant_of(
    _BURNING,
    key="straw burning, VOCs",
    activity="straw burning, VOCs",
    title="VOCs of straw burnt in the field",
    title_local="秸秆焚烧挥发性有机物",
    edition="Chinese VOC guide of 2014",
    substances=("VOCs",),
    routes=(Route((), (), factor=True, equation="E = S x EF"),),
    columns=(
        Input("residue", "rice straw, wheat straw or maize straw", required=True),
        Input("amount", "straw burnt [t]", required=True),
    ),
    source="cn-voc-guide-2014",
    locator="table of source factors",
    limits="Grade C: ask for zc.factors(grade='C').",
)

CROP_METHODS = (
    _SOIL_N2O, _RICE_N2O, _SOIL_VOLATILISED, _SOIL_LEACHED, _FERTILISER_AIR, _ORGANIC_AIR, _FARM, _FERTILISER_LOSS,
    _RICE, _LIMING, _UREA, _BURNING, _BURNING_VOC,
)  # fmt: skip
"""The methods of crops and soils."""
