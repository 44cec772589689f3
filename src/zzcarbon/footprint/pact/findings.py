"""What is wrong with a product footprint: schema, rules of the methodology, arithmetic."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from zzcarbon.document.messages import message as told
from zzcarbon.errors import shown
from zzcarbon.factors.catalogue import packed_table
from zzcarbon.resources import data_path

__all__ = ["Finding", "find_inconsistencies", "find_schema_faults", "find_unmet_rules"]

Finding = tuple[str, str, str, str, str, str]
"""Level, field, declared, computed, problem, remedy."""

_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?|-?0\d+(?:\.\d+)?")
_PLACES = ("geographyRegionOrSubregion", "geographyCountry", "geographyCountrySubdivision")
_TEXT = ("fossilGhgEmissions", "landUseChangeGhgEmissions", "landManagementBiogenicCO2Emissions",
         "landManagementBiogenicCO2Removals", "technologicalCO2Removals", "ccsTechnologicalCO2Capture",
         "biogenicNonCO2Emissions")  # fmt: skip
"""What the field text of the excluding total adds up."""
_EXAMPLES = (*(name for name in _TEXT if name != "biogenicNonCO2Emissions"), "landManagementFossilGhgEmissions")
"""What the official examples add up instead."""
_OTHER_READING = (
    "follows the official examples, not the text of the field: land management counted beside fossil, biogenic non-CO2 "
    "left out"
)
_ASK = "Ask the declarer; the figure stays as declared."
_CARBON = Decimal(44) / Decimal(12)


def find_schema_faults(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Find what the JSON Schema refuses.

    Raises
    ------
    ImportError
        The package jsonschema is not installed.
    """
    try:
        import jsonschema
    except ImportError as error:
        message = told("checking a PACT document needs the package jsonschema: pip install 'zzcarbon[footprint]'")
        raise ImportError(message) from error
    formats = jsonschema.FormatChecker(formats=["uuid"])
    formats.checks("decimal")(lambda text: not isinstance(text, str) or bool(_DECIMAL.fullmatch(text)))
    formats.checks("date-time", raises=ValueError)(_is_time)
    validator = jsonschema.Draft202012Validator(_schema(), format_checker=formats)
    for fault in sorted(validator.iter_errors(data), key=lambda fault: (list(map(str, fault.path)), fault.message)):
        field = ".".join(map(str, fault.path))
        if fault.validator == "oneOf" and field == "pcf":
            named = ", ".join(name for name in _PLACES if name in data["pcf"])
            yield ("schema", field, named, "", "more than one of region, country and subdivision", "Keep one or none.")
            continue
        yield ("schema", field, _declared(fault.instance), "", fault.message[:200], _schema_remedy(fault))


def find_unmet_rules(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Find fields that the methodology column asks for beyond the schema, and rules between fields."""
    pcf = _part(data)
    for row in _fields():
        if row["schema_required"] == "no" and row["methodology_rule"] == "SHALL" and row["field"] not in pcf:
            problem = f"absent, but the methodology says SHALL ({row['methodology_section']})"
            yield ("methodology", f"pcf.{row['field']}", "", "", problem, "Declare it.")
        if row["sign"][:1] in {"<", ">"}:
            number = _number(pcf.get(row["field"]))
            if number is not None and not _holds(number, row["sign"]):
                yield (
                    "methodology",
                    f"pcf.{row['field']}",
                    str(pcf[row["field"]]),
                    "",
                    f"must be {row['sign']}",
                    "Check the sign.",
                )
    yield from _biogenic_fields(pcf)
    yield from _pairs(pcf)
    factors = pcf.get("ipccCharacterizationFactors", [])
    if isinstance(factors, Sequence) and "AR6" not in factors:
        problem = "the latest report shall be used; other sets only where that is not possible"
        field = "pcf.ipccCharacterizationFactors"
        yield ("methodology", field, _declared(factors), "AR6", problem, "Recalculate with AR6.")
    start, end = (pcf.get(name) for name in ("referencePeriodStart", "referencePeriodEnd"))
    if isinstance(start, str) and isinstance(end, str) and _time(start) and _time(end) and start[:10] >= end[:10]:
        yield ("methodology", "pcf.referencePeriodEnd", end, "", "the period ends before it begins", "Correct it.")
    if str(data.get("id")) in data.get("precedingPfIds", ()):
        yield (
            "methodology",
            "precedingPfIds",
            str(data["id"]),
            "",
            "the footprint precedes itself",
            "A change gets a new id.",
        )


def find_inconsistencies(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Find declared totals that do not follow from the declared parts, within half of the last printed digit."""
    pcf = _part(data)
    number = {name: _number(pcf.get(name)) for name in pcf}
    uptake, content = number.get("biogenicCO2Uptake"), number.get("biogenicCarbonContent")
    if uptake is not None and content is not None:
        yield from _compared(pcf, "biogenicCO2Uptake", uptake, -content * _CARBON, "-biogenicCarbonContent x 44/12")
    excluding, including = (number.get(f"pcf{name}BiogenicUptake") for name in ("Excluding", "Including"))
    if excluding is not None and including is not None:
        taken = uptake if uptake is not None else Decimal(0)
        text = "excluding + biogenicCO2Uptake"
        yield from _compared(pcf, "pcfIncludingBiogenicUptake", including, excluding + taken, text)
    if excluding is None or number.get("fossilGhgEmissions") is None:
        return
    readings = {
        "field text": sum((number.get(name) or Decimal(0) for name in _TEXT), Decimal(0)),
        "official examples": sum((number.get(name) or Decimal(0) for name in _EXAMPLES), Decimal(0)),
    }
    fits = [name for name, total in readings.items() if _close(excluding, total)]
    both = "; ".join(f"{name}: {total}" for name, total in readings.items())
    field = "pcf.pcfExcludingBiogenicUptake"
    declared = str(pcf["pcfExcludingBiogenicUptake"])
    if not fits:
        yield ("arithmetic", field, declared, both, "does not follow from its parts", _ASK)
    elif fits == ["official examples"]:
        yield ("arithmetic", field, declared, both, _OTHER_READING, "Ask the declarer which reading is meant.")


def _compared(pcf: Mapping[str, Any], field: str, declared: Decimal, computed: Decimal, how: str) -> Iterator[Finding]:
    if not _close(declared, computed):
        yield ("arithmetic", f"pcf.{field}", str(pcf[field]), f"{computed.normalize():.12g}", f"does not follow: {how}",
               _ASK)  # fmt: skip


def _close(declared: Decimal, computed: Decimal) -> bool:
    exponent = declared.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(declared - computed) <= step / 2


def _biogenic_fields(pcf: Mapping[str, Any]) -> Iterator[Finding]:
    """Fields of rule BIO are asked for where the product holds biogenic carbon."""
    content = _number(pcf.get("biogenicCarbonContent"))
    if not content:
        return
    for row in _fields():
        if row["methodology_rule"] == "BIO" and row["field"] not in pcf:
            problem = "absent, but the product holds biogenic carbon (rule BIO)"
            yield ("methodology", f"pcf.{row['field']}", "", "", problem, "Declare it.")


def _pairs(pcf: Mapping[str, Any]) -> Iterator[Finding]:
    """Fields that another one switches off."""
    switched = {
        "packagingEmissionsIncluded": ("packagingGhgEmissions",),
        "ccsTechnologicalCO2CaptureIncluded": ("ccsTechnologicalCO2Capture", "technologicalCO2Removals"),
    }
    for switch, names in switched.items():
        for name in names:
            if pcf.get(switch) is False and name in pcf:
                yield ("methodology", f"pcf.{name}", str(pcf[name]), "", f"must be absent where {switch} is false",
                       "Remove it, or say that it is included.")  # fmt: skip


@cache
def _fields() -> list[dict[str, str]]:
    table = packed_table("pact-fields")
    rows = table[table["schema"] == "CarbonFootprint"].to_dict("records")
    return [{str(key): str(value) for key, value in row.items()} for row in rows]


@cache
def _schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data_path("footprints", "pact-3.0.4.json").read_text(encoding="utf-8"))
    return found


def _schema_remedy(error: Any) -> str:
    if error.validator == "required":
        return "Declare it."
    if error.validator == "type" and error.validator_value == "string":
        return "Write the decimal as text, with all its digits: '1.50'."
    if error.validator == "enum":
        return f"One of {', '.join(map(str, error.validator_value))}."[:200]
    return "See the data model 3.0.4."


def _part(data: Mapping[str, Any]) -> Mapping[str, Any]:
    pcf = data.get("pcf")
    return pcf if isinstance(pcf, Mapping) else {}


def _number(value: object) -> Decimal | None:
    return Decimal(value) if isinstance(value, str) and _DECIMAL.fullmatch(value) else None


def _holds(number: Decimal, sign: str) -> bool:
    return {"> 0": number > 0, ">= 0": number >= 0, "<= 0": number <= 0}.get(sign, True)


def _is_time(text: object) -> bool:
    return not isinstance(text, str) or ("T" in text and bool(dt.datetime.fromisoformat(text)))


def _time(text: str) -> bool:
    try:
        return _is_time(text)
    except ValueError:
        return False


def _declared(value: object) -> str:
    return value if isinstance(value, str) else shown(value)
