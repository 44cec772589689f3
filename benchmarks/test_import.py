"""Import time in a fresh process, beside ``import pandas`` in the same run."""

from __future__ import annotations

import subprocess
import sys

import pytest


def fresh(code: str) -> None:
    """Run code in a new interpreter."""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.benchmark(group="import")
@pytest.mark.parametrize("code", ["pass", "import zzcarbon", "import pandas"])
def test_import(benchmark, code):
    benchmark.pedantic(fresh, (code,), rounds=7, warmup_rounds=1)
