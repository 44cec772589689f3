"""Methods for the pollutants of outlets and sewage plants, declared."""

from __future__ import annotations

from zzcarbon.estimation.input import Input
from zzcarbon.estimation.method import Method, Route, variant_of

__all__ = ["DISCHARGE_METHODS"]

_CONCENTRATION = Input("concentration")
_CONTENT = Input("content")
_COEFFICIENT = Input("coefficient")
_DAYS = Input("days", figure="water_days", bridge=True)
_VOLUME = Input("volume_per_mass", bridge=True)
_LOAD = Route((), (_DAYS, _VOLUME, _CONCENTRATION), factor=False, equation="E = Q x C")

_SUBSTANCE = Input("substance", "what the concentration is of: COD, NH3-N, TN, TP ... (one row each)", required=True)
_OUTLET = Input("outlet", "name of the outlet: a label that `choose_data` and `check_permits` go by")
_PASSED = Input("passed_over")
_LOAD_COLUMNS = (
    _SUBSTANCE,
    Input("concentration", "concentration of the period [mg/L, unit in concentration_unit]", required=True),
    Input("days", "days of discharge, where the amount is a flow per day [d]"),
    _VOLUME,
    _OUTLET,
    _PASSED,
)
_SELF_MONITORING = "Usually found: the self-monitoring record and the annual report of the discharge permit."
_INDUSTRY_HANDBOOK = (
    "Usually found: the table of the trade in the handbook of notice 2021 No. 24, annex 1, by product, material, "
    "process and scale."
)


CONTINUOUS = Method(
    key="continuous monitoring",
    module="water",
    activity="discharge of wastewater",
    title="Continuous monitoring of an outlet",
    title_local="自动监测",
    edition="permit rules of 2017; order of the Environmental Protection Tax Law",
    substances=(),
    routes=(_LOAD,),
    columns=(
        Input("amount", "water discharged in the period of the row: hour or day [m3]", required=True),
        *_LOAD_COLUMNS,
    ),
    source="cn-env-tax-law",
    locator="art. 10 (1); E = sum of c x q over the days, after the 17 permit industries of 2017",
    tier="3",
    subject="",
    validated="",
    limits="One row per period and substance; gaps are judged by `missing_data`, whose threshold the caller names. "
    "Usually found: the works' continuous monitoring, as sent to the authority.",
)

MANUAL = variant_of(
    CONTINUOUS,
    source="cn-env-tax-law",
    key="manual monitoring",
    title="Manual monitoring, flow-weighted",
    title_local="手工监测",
    columns=(
        Input("amount", "water discharged in the period that the sample stands for [m3]", required=True),
        *_LOAD_COLUMNS,
    ),
    locator="art. 10 (2); E = (sum of c x q / n) x h",
    validated="industrial and domestic outlet of a Shandong exam item; petrochemical outlet of 120 000 m3",
    limits=f"Samples with their flow become rows by `sampled_rows`. {_SELF_MONITORING}",
)

MEANS_ONLY = variant_of(
    MANUAL,
    source="cn-env-tax-law",
    locator="art. 10 (2); E = (sum of c x q / n) x h",
    key="monitoring, means only",
    title="Mean concentration x total volume, where only means are known",
    title_local="监测均值",
    tier="2",
    limits="Only where concentrations and flows of single samples are not known: it errs where both vary together. "
    f"{_SELF_MONITORING}",
)

MATERIAL_BALANCE = Method(
    key="material balance",
    module="water",
    activity="discharge of wastewater",
    title="Material balance of a substance",
    title_local="物料衡算",
    edition="announcement 2021 No. 16",
    substances=(),
    routes=(
        Route((), (_CONTENT,), factor=False, equation="E = sum of inputs x w - sum of outputs x w"),
        Route(
            (),
            (_DAYS, _VOLUME, _CONCENTRATION),
            factor=False,
            equation="E = sum of inputs Q x C - sum of outputs Q x C",
        ),
    ),
    columns=(
        _SUBSTANCE,
        Input("amount", "material [t], or water [m3]", required=True),
        Input("role", "input, output, stock increase or stock decrease", required=True),
        _CONTENT,
        *_LOAD_COLUMNS[2:4],
        Input("concentration", "concentration in the water [mg/L, unit in concentration_unit]"),
        Input("line", "what is balanced as one: outlet and substance"),
        _OUTLET,
        _PASSED,
    ),
    source="cn-env-tax-law",
    locator="art. 10 (3)",
    tier="2",
    subject="",
    balance="substance in water",
    limits="What is neither product, sludge nor recovered is counted as discharged. A balance below zero is zero with "
    "all rows of its line: name the line by outlet and substance. Usually found: purchase and "
    "product books with analyses of each stream.",
)

GENERATION = Method(
    key="generation coefficient",
    module="water",
    activity="generation of water pollutants",
    title="Generation coefficient and removal",
    title_local="产污系数",
    edition="emission source statistics system",
    substances=(),
    routes=(
        Route((), (_DAYS, _COEFFICIENT), factor=False, equation="E = A x k x (1 - eta x r)"),
    ),
    columns=(
        _SUBSTANCE,
        Input("amount", "product, raw material or persons [t, person ...]", required=True),
        _COEFFICIENT,
        Input("removal_efficiency_<substance>", "share removed by the treatment [1]"),
        Input("operating_rate", "share of the water treated while the treatment ran [1]"),
        Input("days", "days, where the coefficient is per day [d]"),
        _OUTLET,
        _PASSED,
    ),
    source="cn-env-tax-law",
    locator="art. 10 (3); announcement 2021 No. 16",
    controlled=True,
    tier="2",
    subject="",
    validated="food plant with generation coefficient, removal and tax (accounting question of 2023)",
    limits="No default coefficient at grade A or B: the coefficient is asked for. The running rate stands in a form "
    f"whose text was not seen; it is 1 unless given. {_INDUSTRY_HANDBOOK}",
)  # fmt: skip

DISCHARGE = variant_of(
    GENERATION,
    source="cn-env-tax-law",
    locator="art. 10 (3); announcement 2021 No. 16",
    key="discharge coefficient",
    activity="discharge of water pollutants",
    title="Discharge coefficient of a treatment technology",
    title_local="排污系数",
    edition="handbook of the first census",
    routes=(Route((), (_DAYS, _COEFFICIENT), factor=False, equation="E = A x k"),),
    columns=tuple(item for item in GENERATION.columns if not item.column.startswith(("removal", "operating"))),
    controlled=False,
    limits=f"The coefficient holds behind the treatment it names: no removal is taken off again. {_INDUSTRY_HANDBOOK}",
)

DOMESTIC = variant_of(
    GENERATION,
    key="domestic sewage coefficient",
    activity="domestic sewage generation",
    title="Load of residents by a coefficient of the database",
    title_local="生活源产污系数",
    edition="",
    routes=(Route((), (_DAYS,), factor=True, equation="E = P x EF x T x (1 - eta x r)"),),
    columns=(
        _SUBSTANCE,
        Input("amount", "persons [person]", required=True),
        Input("residents", required=True),
        *(item for item in GENERATION.columns if item.column.startswith(("removal", "operating", "days"))),
        _OUTLET,
        _PASSED,
    ),
    source="cn-local-stat-rule",
    locator="art. 8",
    subject="residents",
    validated="statement on a solar plant, 2023: BOD5 of six camps",
    limits="Nothing at grade A or B; at grade C COD of urban residents of the 11th five-year period. Own factors are "
    "added with zc.factors().extend(...). Usually found: grams per person and day of the region in the handbook of "
    "notice 2021 No. 24, domestic sources.",
)

INDUSTRIAL = variant_of(
    DOMESTIC,
    key="industrial wastewater coefficient",
    activity="discharge of industrial wastewater",
    title="Load of a trade by a coefficient of the database, by scale and treatment",
    title_local="工业源产排污系数",
    edition="handbook of the first census",
    routes=(Route((), (_DAYS,), factor=True, equation="E = A x EF x (1 - eta x r)"),),
    columns=(
        _SUBSTANCE,
        Input("amount", "product or raw material [head, t ...]", required=True),
        Input("product", "product or raw material, or the word of own factors", required=True),
        Input("daily_capacity", "capacity of the works per day [head/d, t/d ... as the source counts]"),
        Input("control", "treatment, where the coefficient is one behind it"),
        *(item for item in GENERATION.columns if item.column.startswith(("removal", "operating", "days"))),
        _OUTLET,
        _PASSED,
    ),
    source="cn-census1-industry",
    locator="Vol 2",
    subject="product",
    dimensions=("daily_capacity",),
    limits="Nothing at grade A or B; at grade C one trade (slaughter of sheep). Own factors are added with "
    f"zc.factors().extend(...). {_INDUSTRY_HANDBOOK}",
)

SAMPLING_ESTIMATE = Method(
    key="sampling estimate",
    module="water",
    activity="discharge of wastewater",
    title="Estimate by the sampling method of the province",
    title_local="抽样测算",
    edition="rules of the province",
    substances=(),
    routes=(Route((), (), factor=False, equation="E = load"),),
    columns=(_SUBSTANCE, Input("amount", "load as estimated [t]", required=True), _OUTLET, _PASSED),
    source="cn-env-tax-law",
    locator="art. 10 (4)",
    tier="1",
    subject="",
    limits="Only where nothing better can be had. Usually found: the province's rule of sampling estimates for small "
    "works, named in the tax return.",
)

REPORTED = variant_of(
    SAMPLING_ESTIMATE,
    source="cn-env-tax-law",
    key="reported discharge",
    title="Load that is known already",
    title_local="已核算排放量",
    edition="",
    columns=(
        _SUBSTANCE,
        Input("amount", "load discharged [t]", required=True),
        Input("path"),
        _OUTLET,
    ),
    locator="load of another calculation, for example `sewage_rows`",
    limits="The row says nothing of how the load was found: name it in activity_source. Usually found: the annual "
    "report of the discharge permit, the tax return, emission statistics.",
)

DISCHARGE_METHODS = (
    CONTINUOUS,
    MANUAL,
    MEANS_ONLY,
    MATERIAL_BALANCE,
    GENERATION,
    DISCHARGE,
    DOMESTIC,
    INDUSTRIAL,
    SAMPLING_ESTIMATE,
    REPORTED,
)
"""Methods for water pollutants, in the order in which data count."""
