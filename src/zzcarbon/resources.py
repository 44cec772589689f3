"""The packaged data: where they lie, beside the code in a wheel, in ``factors/`` in a checkout, and their rows."""

from __future__ import annotations

import csv
from pathlib import Path

__all__ = ["data_path", "data_rows"]

_PACKAGE = Path(__file__).resolve().parent


def data_path(*parts: str) -> Path:
    """Return the path of a packaged data file or folder.

    Parameters
    ----------
    *parts : str
        Path below ``factors/``, for example ``"substances.csv"``.

    Raises
    ------
    FileNotFoundError
        The installation lacks the file.

    Examples
    --------
    >>> data_path("substances.csv").name
    'substances.csv'
    """
    for root in (_PACKAGE / "_data", _PACKAGE.parents[1] / "factors"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    where = "/".join(parts)
    message = f"the packaged data file {where!r} is missing: reinstall zzcarbon"
    raise FileNotFoundError(message)


def data_rows(*parts: str) -> list[dict[str, str]]:
    """Return the rows of a packaged CSV file as they are written, by the names of its columns.

    Parameters
    ----------
    *parts : str
        Path below ``factors/``.

    Raises
    ------
    FileNotFoundError
        The installation lacks the file.

    Examples
    --------
    >>> data_rows("substances.csv")[0]["key"]
    'CO2'
    """
    with data_path(*parts).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))
