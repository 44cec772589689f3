"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("zzcarbon", deadline=None)  # a law holds on a slow machine as well
settings.load_profile("zzcarbon")
