"""General: any activity by any factor, the methods of scope 3."""

from __future__ import annotations

from zzcarbon.door import open_door
from zzcarbon.factors.catalogue import catalogue
from zzcarbon.general.front import estimate, find, methods
from zzcarbon.general.packaged import EditionWarning

__all__ = ["EditionWarning", "catalogue", "estimate", "find", "methods"]

open_door(__name__)
