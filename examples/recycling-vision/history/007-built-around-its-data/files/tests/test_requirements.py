import json
import time

from app.belt import sort
from app.log import entry, wrong_bins


def test_bin_before_the_valve(record_property):
    record_property("requirement", "10")
    start = time.perf_counter()
    sort("o-1,0.9,0.05,0.05")
    assert time.perf_counter() - start < 0.1


def test_by_hand_where_nothing_can_be_said(record_property):
    record_property("requirement", "11")
    assert sort("o-1") == ("o-1", "by hand")
    assert sort("o-1,0.4,0.3,0.3") == ("o-1", "by hand")


def test_what_was_seen_is_kept_with_what_was_said(record_property):
    record_property("requirement", "12")
    line = entry("o-1", [0.9, 0.05, 0.05], "bottle", 0.0213)
    assert json.loads(line) == {
        "object": "o-1", "scores": [0.9, 0.05, 0.05], "bin": "bottle", "seconds": 0.021,
    }
    assert wrong_bins([line], {"o-1": "can"}) == 1000
    assert wrong_bins([line], {}) is None
