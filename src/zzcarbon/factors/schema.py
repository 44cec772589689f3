"""The columns of factor and parameter tables."""

from __future__ import annotations

__all__ = [
    "FACTOR_COLUMNS",
    "FACTOR_FILE_COLUMNS",
    "NUMBERS",
    "PARAMETER_COLUMNS",
    "PARAMETER_FILE_COLUMNS",
    "SET_COLUMNS",
]

NUMBERS = ("value", "lower", "upper")
"""Columns that hold numbers; all others hold text."""

FACTOR_FILE_COLUMNS = (
    "id",
    "activity",
    "subject",
    "scheme",
    "category",
    "substance",
    *NUMBERS,
    "bounds",
    "distribution",
    "unit",
    "basis",
    "set",
    "region",
    "printed_for",
    "valid_from",
    "valid_to",
    "technology",
    "control",
    "condition",
    "form",
    "coefficients",
    "origin",
    "locator",
    "evidence",
    "derived",
    "grade",
    "note",
)
"""Columns of a factor file: what its author writes down."""

PARAMETER_FILE_COLUMNS = (
    "id",
    "parameter",
    "subject",
    *NUMBERS,
    "bounds",
    "distribution",
    "unit",
    "basis",
    "set",
    "region",
    "printed_for",
    "valid_from",
    "valid_to",
    "technology",
    "condition",
    "origin",
    "locator",
    "evidence",
    "derived",
    "grade",
    "note",
)
"""Columns of a parameter file."""

SET_COLUMNS = ("key", "source", "edition", "purpose", "module", "rank", "coverage", "terms")
"""Columns of ``sets.csv``: a set is one source, one edition, and what it may be used for."""

_DERIVED = ("medium", "edition", "purpose", "source", "kind")

FACTOR_COLUMNS = (*FACTOR_FILE_COLUMNS, *_DERIVED)
"""Columns of ``FactorTable.frame``: the file's own, and what follows from set and substance."""

PARAMETER_COLUMNS = (*PARAMETER_FILE_COLUMNS, "edition", "purpose", "source", "kind")
"""Columns of ``FactorTable.parameters``."""
