"""Settings hold for the process, or for a block of one thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

import zzcarbon as zc
from zzcarbon.settings import chosen_language


def test_a_block_changes_one_thread_only() -> None:
    """Eight threads with different languages each see their own."""
    barrier = Barrier(8)

    def seen(at: int) -> tuple[str, str]:
        wanted = ("en", "zh")[at % 2]
        with zc.options.within(language=wanted):
            barrier.wait()
            return wanted, zc.options.language

    with ThreadPoolExecutor(8) as pool:
        assert all(wanted == got for wanted, got in pool.map(seen, range(8)))
    assert zc.options.language == "en"


def test_a_call_holds_for_every_thread_and_a_block_ends_after_an_error() -> None:
    """What is set for the process is seen by threads that start later; a block puts back what was there."""
    try:
        zc.options(language="zh")
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(lambda: zc.options.language).result() == "zh"
        with pytest.raises(RuntimeError, match="x"), zc.options.within(language="en", limit=5):
            assert (zc.options.language, zc.options.limit) == ("en", 5)
            raise RuntimeError("x")
        assert (zc.options.language, zc.options.limit) == ("zh", 10_000_000)
        assert chosen_language(None) == "zh"
    finally:
        zc.options(language="en")


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"language": "de"}, "unknown language 'de'.*en and zh"),
        ({"langauge": "zh"}, "unknown option 'langauge'. Did you mean 'language'"),
        ({"progress": "yes"}, "option progress is True or False, not 'yes'"),
        ({"categories": 1}, "option categories is True or False, not 1"),
        ({"limit": 0}, "option limit is a whole number above zero, not 0"),
        ({"limit": True}, "option limit is a whole number above zero, not True"),
    ],
)
def test_what_is_no_setting_is_refused_and_changes_nothing(changes: dict, match: str) -> None:
    """A misspelt name or a wrong value raises, also inside a block; the settings stay."""
    before = zc.options.current
    with pytest.raises(zc.ZzcarbonError, match=match):
        zc.options(**changes)
    with pytest.raises(zc.ZzcarbonError, match=match), zc.options.within(**changes):
        pass
    assert zc.options.current == before
