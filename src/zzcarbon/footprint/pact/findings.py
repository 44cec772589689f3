"""What is wrong with a product footprint by its schema and its arithmetic; the methodology is in ``rules``."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from zzcarbon.document.messages import message as told
from zzcarbon.errors import shown
from zzcarbon.resources import data_path

__all__ = [
    "Finding",
    "carbon_footprint",
    "declared_text",
    "find_inconsistencies",
    "find_schema_faults",
    "is_time",
    "number_of",
]

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
    yield from _another_version(data)
    formats = jsonschema.FormatChecker(formats=["uuid"])
    formats.checks("decimal")(lambda text: not isinstance(text, str) or bool(_DECIMAL.fullmatch(text)))
    formats.checks("date-time", raises=ValueError)(is_time)
    validator = jsonschema.Draft202012Validator(_schema(), format_checker=formats)
    for fault in sorted(validator.iter_errors(data), key=lambda fault: (list(map(str, fault.path)), fault.message)):
        field = ".".join(map(str, fault.path))
        if fault.validator == "oneOf" and field == "pcf":
            named = ", ".join(name for name in _PLACES if name in data["pcf"])
            yield ("schema", field, named, "", "more than one of region, country and subdivision", "Keep one or none.")
            continue
        yield ("schema", field, declared_text(fault.instance), "", fault.message[:200], _schema_remedy(fault))


def _another_version(data: Mapping[str, Any]) -> Iterator[Finding]:
    version = data.get("specVersion")
    if isinstance(version, str) and version[:1].isdigit() and version.partition(".")[0] != "3":
        problem = "another version of the data model than the one it is checked against, 3.0.4"
        yield ("schema", "specVersion", version, "", problem, "Ask the declarer for a document of version 3.")


def find_inconsistencies(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Find declared totals that do not follow from the declared parts, within half of the last printed digit."""
    pcf = carbon_footprint(data)
    number = {name: number_of(pcf.get(name)) for name in pcf}
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


def carbon_footprint(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the part CarbonFootprint of a document, empty where it is none."""
    pcf = data.get("pcf")
    return pcf if isinstance(pcf, Mapping) else {}


def number_of(value: object) -> Decimal | None:
    """Return a declared decimal; None for what is none."""
    return Decimal(value) if isinstance(value, str) and _DECIMAL.fullmatch(value) else None


def is_time(text: object) -> bool:
    """Return whether a text is a time of ISO 8601; what is no text is left to the schema.

    Raises
    ------
    ValueError
        It is none.
    """
    return not isinstance(text, str) or ("T" in text and bool(dt.datetime.fromisoformat(text)))


def declared_text(value: object) -> str:
    """Return what was declared as it is shown."""
    return value if isinstance(value, str) else shown(value)
