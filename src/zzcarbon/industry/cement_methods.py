"""Methods of cement clinker, declared."""

from __future__ import annotations

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of
from zzcarbon.industry.columns import EMISSION_FACTOR, FACTOR_COLUMN, LINE_COLUMNS, by_factor, carbon_route

__all__ = ["CEMENT_METHODS"]

CLINKER = Method(
    key="cement clinker",
    module="industry",
    activity="cement clinker production",
    title="Cement clinker, splitting of carbonates",
    title_local="水泥熟料（碳酸盐分解）",
    edition="CETS-AG-02.01-V01-2024; IPCC 2006 tier 2",
    substances=("CO2",),
    routes=by_factor(("CO2",)),
    columns=(
        Input("product", "kind of clinker: Portland, white, sulphoaluminate, aluminate", required=True),
        Input("amount", "clinker produced [t]", required=True),
        FACTOR_COLUMN,
        *LINE_COLUMNS,
    ),
    source="cn-cets-ag-02.01-2024",
    locator="process emission, E = max(0, P x EF - sum M x d)",
    scope="1",
    subject="product",
    balance="cement line",
    limits="Factors by kind are grade C in the copy at hand; the IPCC factor of clinker holds 2 % kiln dust.",
    validated="OpenAMEE cement/csi",
)

DEDUCTION = variant_of(
    CLINKER,
    source="cn-cets-ag-02.01-2024",
    locator="process emission, E = max(0, P x EF - sum M x d)",
    key="clinker raw material deduction",
    activity="clinker raw material deduction",
    title="Raw materials of clinker that hold no carbonate, deducted",
    title_local="水泥熟料非碳酸盐替代原料扣减",
    edition="CETS-AG-02.01-V01-2024",
    columns=(
        Input("material", "raw material in place of carbonate: carbide slag, steel slag, fly ash ...", required=True),
        Input("amount", "raw material used [t]", required=True),
        FACTOR_COLUMN,
        *LINE_COLUMNS,
    ),
    subject="material",
    sign=-1,
    limits="Lowers the clinker of the same enterprise, line, region and year, never below zero.",
)

_CAO = Input("cao_share", required=True)
_MGO = Input("mgo_share", required=True)
_MEAL_CARBON = Input("raw_meal_carbon", required=True)

CLINKER_CAO = variant_of(
    CLINKER,
    key="clinker calcium oxide",
    activity="clinker oxides",
    title="CaO in clinker and dust, worked back to carbonate",
    title_local="水泥熟料氧化钙反算（第一代方法）",
    edition="GB/T 32151.8-2015",
    routes=(
        Route(
            ("CO2",),
            (_CAO,),
            factor=False,
            equation="E = Q x (FR1 - FR10) x 44/56",
            constant=44 / 56,
            constant_text="44/56",
        ),
    ),
    columns=(
        Input("amount", "clinker, kiln head dust or bypass dust [t]", required=True),
        _CAO,
        *LINE_COLUMNS,
    ),
    source="cn-gbt-32151.8-2015",
    locator="process emission 1; ipcc-2006-v3, Vol 3 Ch 2 Eq. 2.4",
    subject="",
    balance="",
    limits="One row each for CaO and MgO: clinker_oxide_rows makes them.",
    validated="IPCC 2006, Vol 3 p 2.12",
)

CLINKER_MGO = variant_of(
    CLINKER_CAO,
    source="cn-gbt-32151.8-2015",
    locator="process emission 1; ipcc-2006-v3, Vol 3 Ch 2 Eq. 2.4",
    limits="One row each for CaO and MgO: clinker_oxide_rows makes them.",
    key="clinker magnesium oxide",
    title="MgO in clinker and dust, worked back to carbonate",
    title_local="水泥熟料氧化镁反算（第一代方法）",
    routes=(
        Route(
            ("CO2",),
            (_MGO,),
            factor=False,
            equation="E = Q x (FR2 - FR20) x 44/40",
            constant=44 / 40,
            constant_text="44/40",
        ),
    ),
    columns=(
        Input("amount", "clinker, kiln head dust or bypass dust [t]", required=True),
        _MGO,
        *LINE_COLUMNS,
    ),
    validated="IPCC 2006, Vol 3 p 2.12",
)

RAW_MEAL = variant_of(
    CLINKER_CAO,
    source="cn-gbt-32151.8-2015",
    key="raw meal carbon",
    title="Carbon of raw meal that is neither carbonate nor fuel",
    title_local="生料中非燃料碳煅烧",
    routes=(carbon_route(_MEAL_CARBON, equation="E = Q x FR0 x 44/12"),),
    columns=(
        Input("amount", "raw meal [t]", required=True),
        _MEAL_CARBON,
        *LINE_COLUMNS,
    ),
    locator="process emission 2",
)

_CKD = Input("ckd_correction")
_CLINKER_SHARE = Input("clinker_share", of="product")

CLINKER_DUST = variant_of(
    CLINKER,
    key="cement clinker, own factor and kiln dust",
    title="Cement clinker, plant factor with a correction for kiln dust",
    title_local="水泥熟料（自有因子与窑灰修正）",
    edition="IPCC 2006 tier 2",
    routes=(Route(("CO2",), (EMISSION_FACTOR, _CKD), factor=False, equation="E = M x EF x CFckd"),),
    columns=(
        Input("amount", "clinker produced [t]", required=True),
        Input("emission_factor", "CO2 per clinker without dust, unit in emission_factor_unit", required=True),
        _CKD,
    ),
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 2 Eq. 2.2",
    tier="2",
    subject="",
    balance="",
    limits="Not with the factor 0.52 t/t, which holds the correction.",
    validated="IPCC 2006, Vol 3 p 2.12",
)

CEMENT = variant_of(
    CLINKER,
    key="cement, tier 1",
    title="Cement by its clinker share",
    title_local="水泥（按熟料比例，层级1）",
    edition="IPCC 2006 tier 1",
    routes=(Route(("CO2",), (_CLINKER_SHARE,), factor=True, equation="E = M x Ccl x EF"),),
    columns=(
        Input("product", "cement or Portland cement", required=True),
        Input("amount", "cement produced [t]", required=True),
        _CLINKER_SHARE,
    ),
    source="ipcc-2006-v3",
    locator="Vol 3 Ch 2 Eq. 2.1",
    tier="1",
    subject="",
    dimensions=("product",),
    balance="",
    limits="Clinker that is bought or sold must be taken off or added by hand.",
    validated="OpenAMEE cement/ipcc/cement",
)

CEMENT_METHODS = (CLINKER, DEDUCTION, CLINKER_CAO, CLINKER_MGO, RAW_MEAL, CLINKER_DUST, CEMENT)
"""Methods of cement."""
