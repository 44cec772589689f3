"""Where the packaged data lie: beside the code in a wheel, in ``factors/`` in a checkout."""

from __future__ import annotations

from pathlib import Path

__all__ = ["data_path"]

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
