"""Industry: process emissions, control devices, solvents, gases in equipment."""

from __future__ import annotations
