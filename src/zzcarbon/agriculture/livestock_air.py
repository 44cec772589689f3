"""Methods of ammonia, nitrogen oxides, organic compounds and particles of livestock, declared."""

from __future__ import annotations

from zzcarbon.agriculture.flow_forms import FLOW_FORMS
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

__all__ = ["AIR_METHODS"]


_BASE = Method(
    key="",
    module="agriculture",
    activity="",
    title="",
    title_local="",
    edition="",
    substances=(),
    routes=(Route((), (), factor=True, equation="E = N x EF"),),
    columns=(),
    source="emep-eea-2023",
    locator="",
    scope="1",
    tier="1",
    subject="animal",
    yearly=True,
)

_TAN_SHARE = Input("tan_share", any_set=True)


def _flow_routes(substance: str, constant: float, text: str) -> tuple[Route, ...]:
    """Return the routes of one gas: by nitrogen per head, or by nitrogen per live mass."""
    by_head, by_mass = (_TAN_SHARE, NITROGEN_EXCRETION), (_TAN_SHARE, NITROGEN_EXCRETION_RATE, ANIMAL_MASS, DAYS_OF_ROW)
    return (
        Route((substance,), by_head, True, f"E = N x f_TAN x Nex x flow x {text}", constant, text),
        Route((substance,), by_mass, True, f"E = N x f_TAN x N_rate x TAM x T x flow x {text}", constant, text),
    )


_NITROGEN_FLOW = variant_of(
    _BASE,
    key="manure nitrogen flow",
    activity="manure nitrogen flow",
    title="Ammonia of manure as a nitrogen flow, tier 2",
    title_local="畜禽粪便氨排放（氮流）",
    substances=("NH3", "NOx"),
    routes=(
        *_flow_routes("NH3", 17 / 14, "17/14"),
        *_flow_routes("NOx", 46 / 14, "46/14"),
        *_flow_routes("N2O", 44 / 28, "44/28"),
    ),
    columns=(
        ANIMAL, HEADS, PRODUCTIVITY, HERD, EXCRETION_COLUMN, EXCRETION_RATE_COLUMN, MASS_COLUMN,
        Input("manure", "slurry or solid", required=True),
        _TAN_SHARE,
        Input("grazing_share", required=True),
        Input("yard_share", required=True),
        Input("stored_share", required=True),
        Input("tan_immobilised", required=True),
        Input("tan_mineralised", required=True),
        Input("days", "days of the period [d], where nitrogen_excretion is not given"),
    ),
    source="emep-eea-2023",
    edition="EMEP/EEA 2023; Chinese guide of 2014 (grade C)",
    locator="3.B tier 2, Tables 3-8 and 3-9",
    tier="2",
    validated="EMEP/EEA Table 3-2: tier 1 of finishing pigs and sows with slurry follows from the flow",
    dimensions=("manure", "productivity", "herd"),
    forms=FLOW_FORMS,
    limits="N2O of the store is given on request only: the inventory takes it from the IPCC methods.",
)  # fmt: skip

_HOUSING = variant_of(
    _BASE,
    key="livestock air pollutants, tier 1",
    activity="livestock housing and manure storage",
    title="NH3, NOx, NMVOC and particles of housing, yards and storage, tier 1",
    title_local="畜禽舍与粪便贮存大气污染物（第一层级）",
    substances=("NH3", "NOx", "NMVOC", "TSP", "PM10", "PM2.5"),
    columns=(
        ANIMAL, HEADS,
        Input("manure", "slurry, solid, litter or outdoor: NH3 and NOx depend on it"),
        Input("feeding"),
    ),
    source="emep-eea-2023",
    edition="EMEP/EEA 2023",
    locator="3.B Tables 3-2 to 3-5",
    dimensions=("manure", "feeding"),
    controlled=True,
    limits="NH3 of spreading and grazing are methods of their own; never beside the nitrogen flow of the same animals.",
)  # fmt: skip

_SPREADING = variant_of(
    _HOUSING,
    source="emep-eea-2023",
    key="manure application ammonia, tier 1",
    activity="manure application to soil",
    title="NH3 of manure applied to soil, tier 1",
    title_local="粪肥施用氨排放（第一层级）",
    substances=("NH3",),
    columns=(ANIMAL, HEADS, Input("manure", "slurry, solid, litter or outdoor", required=True)),
    locator="3.D.a.2 Table 3-2",
    dimensions=("manure",),
)

_GRAZING = variant_of(
    _SPREADING,
    source="emep-eea-2023",
    key="grazing ammonia, tier 1",
    activity="grazing",
    title="NH3 of grazing animals, tier 1",
    title_local="放牧氨排放（第一层级）",
    locator="3.D.a.3 Table 3-2",
    controlled=False,
)

AIR_METHODS = (_NITROGEN_FLOW, _HOUSING, _SPREADING, _GRAZING)
"""The methods of air pollutants of livestock."""
