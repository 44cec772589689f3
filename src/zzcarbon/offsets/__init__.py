"""Offsets and rights: room for new projects, replacement of coal, and the account of emission rights.

Mass is conserved: a tonne that replaces a new emission counts for no quota, a right that is handed on is
taken from one holder and given to another.
"""

from __future__ import annotations

from zzcarbon.door import open_door
from zzcarbon.offsets.appraisal import appraise_project
from zzcarbon.offsets.new_project import Replacement, coal_margin, replacement
from zzcarbon.offsets.rights import RightsAccount, read_rights
from zzcarbon.targets.quotas.offsets import coal_replacement, offset_margin, required_offset

__all__ = [
    "Replacement",
    "RightsAccount",
    "appraise_project",
    "coal_margin",
    "coal_replacement",
    "offset_margin",
    "read_rights",
    "replacement",
    "required_offset",
]

open_door(__name__)
