"""Write the titles of all methods, in English and Chinese, to the catalogue of sentences: reports name them so.

``--check`` writes nothing and fails when the catalogue is out of date.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import zzcarbon as zc

__all__ = ["main", "written"]

FILE = Path(__file__).resolve().parents[1] / "src" / "zzcarbon" / "document" / "sentences" / "methods.csv"


def written() -> str:
    """Return the titles as CSV."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["key", "en", "zh"])
    table = zc.methods()[["method", "title", "title_local"]]
    for method, english, chinese in table.drop_duplicates("method").itertuples(index=False):
        writer.writerow([f"method {method}", english, chinese])
    return stream.getvalue()


def main(arguments: list[str]) -> int:
    """Write the file, or with ``--check`` say whether it is up to date."""
    if "--check" in arguments:
        return int(FILE.read_text(encoding="utf-8") != written())
    FILE.write_text(written(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
