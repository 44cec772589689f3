"""Product footprints of the PACT data model: round trip, schema, methodology, arithmetic."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.footprint import read_pact

PCF = {
    "declaredUnitOfMeasurement": "kilogram", "declaredUnitAmount": "1.0", "productMassPerDeclaredUnit": "1.000",
    "referencePeriodStart": "2025-01-01T00:00:00Z", "referencePeriodEnd": "2026-01-01T00:00:00Z", "geographyCountry": "CN",
    "pcfExcludingBiogenicUptake": "1.850", "pcfIncludingBiogenicUptake": "0.35", "fossilGhgEmissions": "1.85",
    "fossilCarbonContent": "0", "biogenicCO2Uptake": "-1.5", "ipccCharacterizationFactors": ["AR6"],
    "crossSectoralStandards": ["ISO14067"], "exemptedEmissionsPercent": "0.0", "primaryDataShare": "56.12",
    "packagingEmissionsIncluded": False, "ccsTechnologicalCO2CaptureIncluded": False,
}  # fmt: skip
DOCUMENT = {
    "id": "91715e5e-fd0b-4d1c-8fab-76290c46e6ed", "specVersion": "3.0.4", "created": "2026-03-01T08:00:00Z", "status": "Active",
    "companyName": "Fictitious Refractories", "companyIds": ["urn:company:example:fictitious"], "productDescription": "brick",
    "productIds": ["urn:product:example:brick-1"], "productNameCompany": "Brick 1 (虚构)", "pcf": PCF,
}  # fmt: skip


def changed(**fields: Any) -> dict[str, Any]:
    """Return the document with other fields in its carbon footprint; None leaves one out."""
    pcf = {key: value for key, value in (PCF | fields).items() if value is not None}
    return DOCUMENT | {"pcf": pcf}


def faults(document: dict[str, Any], level: str) -> dict[str, str]:
    """Return the problems of a level by field."""
    frame = read_pact(document).check()
    frame = frame[frame["level"] == level]
    return dict(zip(frame["field"], frame["problem"], strict=True))


def test_a_sound_document_has_no_finding() -> None:
    """A document of our own making passes schema, methodology and arithmetic."""
    assert read_pact(DOCUMENT).check().empty


def test_round_trip_is_byte_identical(tmp_path: Path) -> None:
    """Text read and written is the same text, trailing zeros of decimals included, also where a number stands bare."""
    text = json.dumps(changed(fossilGhgEmissions="1.8500"), ensure_ascii=False, indent=2) + "\n"
    text = text.replace('"0.35"', "0.3500000000000000001")
    path = tmp_path / "footprint.json"
    path.write_text(text, encoding="utf-8")
    found = read_pact(path)
    assert found.to_json(tmp_path / "again.json") == text
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()


@given(st.decimals("-1000", "1000", places=6))
def test_every_decimal_survives(number: Any) -> None:
    """A decimal is text before and after: no digit is lost or added."""
    document = changed(pcfIncludingBiogenicUptake=str(number))
    assert read_pact(read_pact(document).to_json()).pcf["pcfIncludingBiogenicUptake"] == str(number)


def test_region_and_country_together_are_refused() -> None:
    """Exactly one or none of region, country and subdivision."""
    assert faults(changed(geographyRegionOrSubregion="Eastern Asia"), "schema") == {
        "pcf": "more than one of region, country and subdivision"
    }
    assert faults(changed(geographyCountry=None), "schema") == {}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"fossilGhgEmissions": 1.85}, "pcf.fossilGhgEmissions"),
        ({"fossilGhgEmissions": "1,85"}, "pcf.fossilGhgEmissions"),
        ({"declaredUnitOfMeasurement": "kg"}, "pcf.declaredUnitOfMeasurement"),
        ({"referencePeriodEnd": "2026"}, "pcf.referencePeriodEnd"),
        ({"exemptedEmissionsPercent": None}, "pcf"),
        ({"geographyCountry": "China"}, "pcf.geographyCountry"),
    ],
)
def test_the_schema_refuses(fields: dict[str, Any], field: str) -> None:
    """Bare numbers, other units, dates without time, missing fields are faults of the schema, with a remedy."""
    frame = read_pact(changed(**fields)).check()
    schema = frame[frame["level"] == "schema"]
    assert field in set(schema["field"])
    assert (schema["remedy"] != "").all()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"primaryDataShare": None}, "pcf.primaryDataShare"),
        ({"ipccCharacterizationFactors": ["AR5"]}, "pcf.ipccCharacterizationFactors"),
        ({"packagingGhgEmissions": "0.1"}, "pcf.packagingGhgEmissions"),
        ({"biogenicCarbonContent": "0.4091"}, "pcf.landUseChangeGhgEmissions"),
        ({"biogenicCO2Uptake": "1.5"}, "pcf.biogenicCO2Uptake"),
        ({"referencePeriodStart": "2027-01-01T00:00:00Z"}, "pcf.referencePeriodEnd"),
        ({"ccsTechnologicalCO2CaptureIncluded": True}, "pcf.technologicalCO2Removals"),
        ({"ccsTechnologicalCO2CaptureIncluded": True}, "pcf.technologicalCO2CaptureOrigin"),
        ({"ccuCarbonContent": "0.1"}, "pcf.ccuCalculationApproach"),
        ({"ccuCarbonContent": "0.1", "ccuCalculationApproach": "Credit"}, "pcf.ccuCreditCertification"),
    ],
)
def test_the_methodology_is_told_apart(fields: dict[str, Any], field: str) -> None:
    """What the methodology asks for beyond the schema is a level of its own; the schema finds nothing there."""
    assert field in faults(changed(**fields), "methodology")
    assert not faults(changed(**fields), "schema")


def test_inconsistent_totals_are_named_and_stay() -> None:
    """A declared total that does not follow is a finding with both figures; the document is not changed."""
    document = changed(pcfIncludingBiogenicUptake="1.63")
    found = read_pact(document)
    frame = found.check()
    assert frame[["level", "field", "declared", "computed"]].values.tolist() == [
        ["arithmetic", "pcf.pcfIncludingBiogenicUptake", "1.63", "0.35"]
    ]
    assert found.to_dict() == document


def test_two_readings_of_the_total_are_both_shown() -> None:
    """Where only the official examples' reading fits, the finding shows both; where none fits, too."""
    fields = {"landManagementFossilGhgEmissions": "0.030", "biogenicNonCO2Emissions": "0.002"}
    frame = read_pact(changed(pcfExcludingBiogenicUptake="1.880", pcfIncludingBiogenicUptake="0.38", **fields)).check()
    (computed,) = frame[frame["level"] == "arithmetic"]["computed"]
    assert computed == "field text: 1.852; official examples: 1.880"


def test_rules_from_2027_on() -> None:
    """Data quality, and with biogenic carbon land management, are asked for of documents made in 2027 or later."""
    held = {"biogenicCarbonContent": "0.1"}
    fields = {"pcf.dqi", "pcf.landManagementBiogenicCO2Emissions"}
    assert not fields & set(faults(changed(**held), "methodology"))
    assert fields <= set(faults(changed(**held) | {"created": "2027-03-01T08:00:00Z"}, "methodology"))


def test_what_is_around_the_carbon_footprint_is_checked() -> None:
    """Another version of the data model, a validity that ends before it begins, a footprint that precedes itself."""
    assert "another version" in faults(DOCUMENT | {"specVersion": "2.3.0"}, "schema")["specVersion"]
    turned = {"validityPeriodStart": "2027-01-01T00:00:00Z", "validityPeriodEnd": "2026-01-01T00:00:00Z"}
    assert "validityPeriodEnd" in faults(DOCUMENT | turned, "methodology")
    assert "precedingPfIds" in faults(DOCUMENT | {"precedingPfIds": [DOCUMENT["id"]]}, "methodology")


def test_files_as_programs_write_them(tmp_path: Path) -> None:
    """A byte order mark and lines of Windows stay as they are; another encoding, a list and no file are told."""
    path = tmp_path / "footprint.json"
    path.write_bytes(("\ufeff" + json.dumps(DOCUMENT, ensure_ascii=False, indent=1).replace("\n", "\r\n")).encode())
    found = read_pact(path)
    assert found.data == DOCUMENT
    found.to_json(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()
    path.write_bytes(json.dumps(DOCUMENT, ensure_ascii=False).encode("gbk"))
    with pytest.raises(zc.DataError, match="UTF-8"):
        read_pact(path)
    with pytest.raises(zc.DataError, match="Read each document of the list"):
        read_pact({"data": [DOCUMENT]})
    with pytest.raises(FileNotFoundError, match="there is no file"):
        read_pact(tmp_path / "none.json")


def test_validity() -> None:
    """Three years from the end of the reference period unless stated; a deprecated footprint is not valid."""
    found = read_pact(DOCUMENT)
    assert found.valid_on(dt.date(2028, 12, 31))
    assert not found.valid_on(dt.date(2029, 1, 1))
    assert found.valid_on("2028-12-31")
    with pytest.raises(zc.DataError, match="not a day"):
        found.valid_on("soon")
    with pytest.raises(zc.DataError, match="referencePeriodEnd is not a day"):
        read_pact({"pcf": {}}).valid_on("2026-01-01")
    assert not read_pact(DOCUMENT | {"status": "Deprecated"}).valid_on(dt.date(2027, 1, 1))
    newer = read_pact(DOCUMENT | {"id": "f369091d-fd0b-4d1c-8fab-76290c46e6ed", "precedingPfIds": [DOCUMENT["id"]]})
    assert newer.replaces(found)
    assert not found.replaces(newer)


@pytest.mark.parametrize(
    ("text", "message"),
    [("{", "not JSON"), ('{"pcf": NaN}', "not JSON"), ("[1]", "no product footprint"), ('{"a": 1}', "it has no pcf")],
)
def test_what_is_no_footprint_is_refused(text: str, message: str) -> None:
    """Broken JSON and other documents are errors that say so."""
    with pytest.raises(zc.DataError, match=message):
        read_pact(text)
    with pytest.raises(zc.DataError, match="not a decimal"):
        read_pact(changed(fossilGhgEmissions="x")).value("fossilGhgEmissions")
