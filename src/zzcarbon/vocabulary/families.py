"""Families of substances: what may be counted under another name, what only with a reason, what never."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from zzcarbon.errors import UnknownNameError
from zzcarbon.resources import data_rows

__all__ = ["Kinship", "families", "family_members", "kinship", "other_names"]


@dataclass(frozen=True, slots=True)
class Kinship:
    """How a substance counts in a family.

    Attributes
    ----------
    family, member : str
        Keys of substances: the name that a total has, and the one that is counted in it.
    rule : {"same", "recast", "ask", "never"}
        Whether it is that name, is counted as it and recorded, only with a reason of the caller, or never.
    why, why_zh : str
        The reason, in English and Chinese.
    """

    family: str
    member: str
    rule: Literal["same", "recast", "ask", "never"]
    why: str
    why_zh: str


@cache
def families() -> Mapping[str, Mapping[str, Kinship]]:
    """Return the members of each family by the key of their substance.

    Examples
    --------
    >>> {name: kin.rule for name, kin in families()["VOCs"].items()}
    {'VOCs': 'same', 'NMVOC': 'recast', 'HC': 'ask', 'CH4': 'never'}
    """
    found: dict[str, dict[str, Kinship]] = {}
    for row in data_rows("families.csv"):
        found.setdefault(row["family"], {})[row["member"]] = Kinship(**row)  # type: ignore[arg-type]
    return found


def kinship(member: str, family: str) -> Kinship | None:
    """Return how a substance counts under a name; None where they are no kin.

    Examples
    --------
    >>> kinship("NMVOC", "VOCs").rule, kinship("NOx", "VOCs")
    ('recast', None)
    """
    return families().get(family, {}).get(member)


@cache
def other_names(name: str) -> tuple[Kinship, ...]:
    """Return the names that mean what a substance means, as far as the rules let them be exchanged without asking.

    Examples
    --------
    >>> [kin.member for kin in other_names("VOCs")], [kin.family for kin in other_names("NMVOC")], other_names("HC")
    (['NMVOC'], ['VOCs'], ())
    """
    found = [kin for members in families().values() for kin in members.values() if kin.rule == "recast"]
    return tuple(kin for kin in found if name in {kin.family, kin.member})


def family_members(family: str, reasons: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what is counted under a name, each with its reason.

    Parameters
    ----------
    family : str
        Key of the substance whose total is wanted.
    reasons : mapping of str to str, optional
        The caller's reason for members that need one, such as ``{"HC": "methane was taken off"}``.

    Raises
    ------
    UnknownNameError
        A reason is given for a substance that is no member, or that never counts.

    Examples
    --------
    >>> list(family_members("VOCs")), list(family_members("VOCs", {"HC": "methane was taken off"}))
    (['VOCs', 'NMVOC'], ['VOCs', 'NMVOC', 'HC'])
    """
    known = families().get(family, {})
    given = dict(reasons or {})
    allowed = [name for name, kin in known.items() if kin.rule != "never"]
    for name in given:
        if name not in allowed:
            raise UnknownNameError(f"member of {family}", name, allowed, f"Members: {', '.join(allowed) or 'none'}.")
    found = {name: kin.why for name, kin in known.items() if kin.rule in {"same", "recast"}}
    return ({family: ""} | found | given) if known else {family: "", **given}
