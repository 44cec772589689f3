"""A product footprint as its declarer wrote it: every decimal stays the text it was."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pandas as pd

from zzcarbon.document.document import Document
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, Problem, shown
from zzcarbon.files import existing, write_text
from zzcarbon.footprint.pact.findings import find_inconsistencies, find_schema_faults
from zzcarbon.footprint.pact.pact_document import pact_document
from zzcarbon.footprint.pact.rules import find_unmet_rules
from zzcarbon.provenance import source

__all__ = ["PactFootprint", "read_pact"]

_YEARS_VALID = 3


@dataclass(frozen=True, eq=False)
class PactFootprint(ResultCard):
    """A footprint in the PACT data model.

    Attributes
    ----------
    data : dict
        The document as it was read, nothing changed: decimals are texts.
    file : str
        Where it was read from.
    text : str
        The text that was read, which is what is written again.
    """

    data: dict[str, Any]
    file: str = ""
    text: str = ""

    @property
    def pcf(self) -> dict[str, Any]:
        """The part CarbonFootprint of the document."""
        part = self.data.get("pcf")
        return part if isinstance(part, dict) else {}

    def value(self, field: str) -> Decimal | None:
        """Return a decimal of the carbon footprint as declared; None where it is absent.

        Raises
        ------
        DataError
            The text is not a decimal.
        """
        text = self.pcf.get(field)
        if text is None:
            return None
        try:
            return Decimal(text)
        except (InvalidOperation, TypeError, ValueError) as error:
            problem = Problem(self.file, "", field, shown(text), "not a decimal", "Decimals are texts such as '1.50'.")
            message = f"{field} is not a decimal"
            raise DataError(message, [problem]) from error

    def check(self) -> pd.DataFrame:
        """Return everything that is wrong, three levels apart: schema, methodology, arithmetic.

        Returns
        -------
        pandas.DataFrame
            ``level field declared computed problem remedy``. ``arithmetic`` compares what is declared with what follows
            from the parts, within half of the last printed digit; a total has two readings, that of the field text and
            that of the official examples, and both are shown where they disagree. Nothing declared is changed.

        Raises
        ------
        ImportError
            The package jsonschema is not installed.
        """
        found = [*find_schema_faults(self.data), *find_unmet_rules(self.data), *find_inconsistencies(self.data)]
        return pd.DataFrame(found, columns=["level", "field", "declared", "computed", "problem", "remedy"])

    def valid_on(self, day: dt.date | str) -> bool:
        """Whether the footprint is valid on a day: Active, and within its validity.

        Without a stated end it is valid three years from referencePeriodEnd. Source: pact-3.0.4, ProductFootprint.

        Raises
        ------
        DataError
            The day or a time of the document is none.
        """
        told = self.pcf.get("referencePeriodEnd")
        start, end = self.data.get("validityPeriodStart") or told, self.data.get("validityPeriodEnd")
        first = self._day(start, "validityPeriodStart" if start is not told else "pcf.referencePeriodEnd")
        last = (
            self._day(end, "validityPeriodEnd")
            if end
            else _later(self._day(told, "pcf.referencePeriodEnd"), _YEARS_VALID)
        )
        when = (
            day.date() if isinstance(day, dt.datetime) else day if isinstance(day, dt.date) else self._day(day, "day")
        )
        return self.data.get("status") == "Active" and first <= when < last

    def _day(self, text: object, field: str) -> dt.date:
        try:
            return dt.datetime.fromisoformat(str(text)).date()
        except ValueError as error:
            problem = Problem(self.file, "", field, shown(text), "not a day", "Write it as 2026-01-31.")
            message = f"{field} is not a day"
            raise DataError(message, [problem]) from error

    def replaces(self, other: PactFootprint) -> bool:
        """Whether this footprint names another one as preceding it."""
        return str(other.data.get("id")) in self.data.get("precedingPfIds", ())

    def to_dict(self) -> dict[str, Any]:
        """Return a copy of the document."""
        return copy.deepcopy(self.data)

    def to_json(self, path: str | Path | None = None) -> str:
        """Return the document as JSON, and write it if a path is given; byte for byte what was read."""
        text = self.text or json.dumps(self.data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
        if path is not None:
            write_text(path, text)
        return text

    def document(self, language: str | None = None) -> Document:
        """Return what is declared as a document in English or Chinese: product, unit, totals, then every field."""
        return pact_document(self, language)

    def __repr__(self) -> str:
        pcf = self.pcf
        unit = f"{pcf.get('declaredUnitAmount')} {pcf.get('declaredUnitOfMeasurement')}"
        name = self.data.get("productNameCompany")
        values = f"{pcf.get('pcfExcludingBiogenicUptake')} / {pcf.get('pcfIncludingBiogenicUptake')}"
        return f"<PACT footprint of {name!r}: {values} kgCO2e per {unit}, excluding / including biogenic uptake>"


def read_pact(document: str | Path | Mapping[str, Any]) -> PactFootprint:
    """Read a product footprint of the PACT data model; nothing is judged here, see `PactFootprint.check`.

    Parameters
    ----------
    document : str, path or mapping
        A file, JSON text, or the document itself.

    Returns
    -------
    PactFootprint

    Raises
    ------
    DataError
        It is not JSON, or not a product footprint.

    Notes
    -----
    Data model: pact-3.0.4 (schema under MIT; the specification is WBCSD's and not part of this library).

    Examples
    --------
    >>> found = read_pact({"pcf": {"pcfExcludingBiogenicUptake": "1.850"}})
    >>> found.value("pcfExcludingBiogenicUptake")
    Decimal('1.850')
    """
    text, file = _text_of(document)
    try:
        data = json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse)
    except ValueError as error:
        message = f"not JSON: {error}"
        raise DataError(message, [Problem(file, "", "", "", message, "Check the file.")]) from error
    if not isinstance(data, dict) or "pcf" not in data:
        keys = ", ".join(map(str, data))[:80] if isinstance(data, dict) else type(data).__name__
        several = isinstance(data, list) or (isinstance(data, dict) and isinstance(data.get("data"), list))
        remedy = "Read each document of the list." if several else f"See {source('pact-3.0.4').url}."
        problem = Problem(file, "", "pcf", keys, "no product footprint", remedy)
        message = "the document is no product footprint: it has no pcf"
        raise DataError(message, [problem])
    return PactFootprint(data, file, "" if isinstance(document, Mapping) else text)


def _text_of(document: str | Path | Mapping[str, Any]) -> tuple[str, str]:
    """Return the text of a document, and the file it stands in."""
    if isinstance(document, Mapping):
        return json.dumps(dict(document), ensure_ascii=False), ""
    if isinstance(document, str) and document.lstrip()[:1] in {"{", "["}:
        return document, ""
    try:
        return existing(document).read_bytes().decode("utf-8"), str(document)
    except UnicodeDecodeError as error:
        message = "JSON is written in UTF-8, the file is not"
        raise DataError(message, [Problem(str(document), "", "", "", message, "Save it in UTF-8.")]) from error


def _refuse(text: str) -> float:
    message = f"{text} is not a number of JSON"
    raise ValueError(message)


def _later(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
