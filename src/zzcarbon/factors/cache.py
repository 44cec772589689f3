"""The packaged database as one small file of codes: parsed and checked once, not at every start.

A wheel carries the file beside its data. A checkout, whose data change, keeps it in the cache directory of
the user under the hash of names, sizes and times of the data files. Where it can neither be read nor
written, the CSV files are read and checked as if there were no cache. The file is a compressed ``.npz`` of
numbers and JSON text: nothing in it is executed. ``ZZCARBON_CACHE`` names another directory; empty means none.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
import threading
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import compress
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from zzcarbon.factors.load import Tables, read_packaged
from zzcarbon.factors.schema import NUMBERS
from zzcarbon.logs import LOG
from zzcarbon.provenance import GRADES, at_least
from zzcarbon.resources import data_path

__all__ = ["Database", "database", "edition_of", "loading", "of_grade", "write_cache"]

_NAME = "factors.npz"
_KEPT = 8
"""Files of other states of the data that stay in the cache directory."""
_ROW_END = "\x1e\n"
"""Ends a row where cells may hold lines."""
_UNREADABLE = (OSError, ValueError, KeyError, IndexError, TypeError, EOFError, zipfile.BadZipFile, zlib.error)


class Database(NamedTuple):
    """The tables of the packaged database, and the edition of each grade."""

    tables: Tables
    editions: dict[str, str]


loading = threading.RLock()
"""Held while the database or a table of it is made: however many threads ask first, it is made once."""
_loaded: list[Database] = []


def database() -> Database:
    """Return the packaged database; however many threads ask first, it is read once.

    Raises
    ------
    DataError
        Rows of the packaged files are faulty; ``problems`` lists all of them.
    """
    with loading:
        if not _loaded:
            _loaded.append(_found())
            LOG.info("factors loaded: editions %s", _loaded[0].editions)
        return _loaded[0]


def of_grade(tables: Tables, grade: str) -> Tables:
    """Return the rows of a grade or better.

    Raises
    ------
    UnknownNameError
        The grade is not A, B or C.
    """
    allowed = at_least(grade)
    factors, parameters = (
        table[table["grade"].isin(allowed)].reset_index(drop=True) for table in (tables.factors, tables.parameters)
    )
    return Tables(factors, parameters, tables.sets)


def edition_of(tables: Tables) -> str:
    """Return the hash of the content: the same figures have the same edition, whatever machine or day."""
    digest = hashlib.sha256()
    for frame, key in zip(tables, ("id", "id", "key"), strict=True):
        ordered = frame.sort_values(key, kind="stable")
        digest.update(ordered.to_csv(index=False, lineterminator="\n").encode())
    return digest.hexdigest()[:12]


def write_cache(path: Path) -> Database:
    """Read and check the CSV files and write the file of codes.

    Raises
    ------
    DataError
        Rows of the packaged files are faulty.
    OSError
        The file cannot be written.
    """
    made = _from_files()
    _write(made, path)
    return made


def _found() -> Database:
    """Return the database from the wheel, from the cache of the user or from the CSV files."""
    root = data_path("sets.csv").parent
    if (root / _NAME).exists() and (stored := _read(root / _NAME, _state(root, times=False))):
        return stored
    folder = _cache_folder()
    if folder is None:
        return _from_files()
    path = folder / f"factors-{_state(root, times=True)}.npz"
    if path.exists() and (stored := _read(path, _state(root, times=False))):
        return stored
    made = _from_files()
    with suppress(OSError):
        _write(made, path)
        _remove_old(folder)
    return made


def _from_files() -> Database:
    tables = read_packaged()
    return Database(tables, _editions(tables))


def _editions(tables: Tables) -> dict[str, str]:
    """Return ``edition_of`` of each grade; every row is written once, not once a grade."""
    digests = {grade: hashlib.sha256() for grade in GRADES}
    for frame, key in zip(tables, ("id", "id", "key"), strict=True):
        ordered = frame.sort_values(key, kind="stable")
        head, *lines, _ = ordered.to_csv(index=False, lineterminator=_ROW_END).split(_ROW_END)
        for grade, digest in digests.items():
            kept = ordered["grade"].isin(at_least(grade)) if "grade" in ordered else [True] * len(lines)
            digest.update("".join(f"{line}\n" for line in (head, *compress(lines, kept))).encode())
    return {grade: digest.hexdigest()[:12] for grade, digest in digests.items()}


def _state(root: Path, *, times: bool) -> str:
    """Return the hash of names and sizes of the data files; with their times and the code that reads them."""
    code = sorted(Path(__file__).parent.glob("*.py")) if times else []
    digest = hashlib.sha256()
    for path in (*sorted(root.rglob("*.csv")), *code):
        status = path.stat()
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        digest.update(f"{name} {status.st_size} {status.st_mtime_ns if times else ''}\n".encode())
    return digest.hexdigest()[:24]


def _cache_folder() -> Path | None:
    """Return the cache directory of the user, where the system has it; None if there is none."""
    given = os.environ.get("ZZCARBON_CACHE")
    if given is not None:
        return Path(given) if given else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "zzcarbon" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "zzcarbon"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "zzcarbon"


def _remove_old(folder: Path) -> None:
    """Keep the newest files only."""
    files = sorted(folder.glob("factors-*.npz"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in files[_KEPT:]:
        path.unlink(missing_ok=True)


def _write(made: Database, path: Path) -> None:
    """Write the file under another name first: a reader never sees half of it."""
    arrays = dict(_arrays(made))
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        part = Path(file.name)
        try:
            np.savez_compressed(file, allow_pickle=False, **arrays)
            file.close()
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _arrays(made: Database) -> Iterator[tuple[str, np.ndarray]]:
    """Yield codes and numbers of each table, then all words as JSON."""
    heads: dict[str, object] = {"editions": made.editions, "state": _state(data_path("sets.csv").parent, times=False)}
    for name, frame in zip(Tables._fields, made.tables, strict=True):
        columns = [str(column) for column in frame]
        texts = [column for column in columns if column not in NUMBERS]
        coded = [pd.factorize(frame[column].to_numpy(object)) for column in texts]
        heads[name] = {"columns": columns, "words": [[str(word) for word in words] for _, words in coded]}
        yield f"{name}_codes", np.array([codes for codes, _ in coded], np.uint32)
        yield f"{name}_numbers", np.array([frame[n].to_numpy(float) for n in NUMBERS if n in columns], np.float64)
    yield "heads", np.frombuffer(json.dumps(heads, ensure_ascii=False).encode(), np.uint8)


def _read(path: Path, state: str) -> Database | None:
    """Return what a file holds; None if it is damaged or was made from other data."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            heads = json.loads(stored["heads"].tobytes())
            if heads["state"] != state:
                return None
            frames = [
                _frame(heads[name]["columns"], heads[name]["words"], stored[f"{name}_codes"], stored[f"{name}_numbers"])
                for name in Tables._fields
            ]
    except _UNREADABLE:
        return None
    return Database(Tables(*frames), {str(grade): str(edition) for grade, edition in heads["editions"].items()})


def _frame(columns: list[str], words: list[list[str]], codes: np.ndarray, numbers: np.ndarray) -> pd.DataFrame:
    texts, values = iter(zip(words, codes, strict=True)), iter(numbers)
    made: dict[str, object] = {}
    for column in columns:
        if column in NUMBERS:
            made[column] = next(values)
        else:
            known, places = next(texts)
            made[column] = pd.Series(known, dtype=object).astype(str).array.take(places.astype(np.intp))
    return pd.DataFrame(made)
