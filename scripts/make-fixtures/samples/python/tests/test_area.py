import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "my tools"))

import scale  # noqa: E402
from other import util as other_util  # noqa: E402
from shapes import area, util  # noqa: E402


def test_rectangle(record_property):
    record_property("requirement", "4.2.1")
    record_property("requirement", "4.2.2")
    assert area.rectangle(2, 3) == 6


def test_negative_REQ():
    with pytest.raises(ValueError):
        area.rectangle(-1, 3)


class TestDescribe:
    def test_small(self):
        print("[[PROPERTY|requirement=4.3]]")
        assert area.describe(4) == "flat flat"

    @pytest.mark.parametrize("version", ["1.2.3", "a<b", "\x1b[31m"])
    def test_version(self, version):
        assert version


def test_scale():
    assert scale.scale(util.double(1)) == 20
    assert other_util.halve(4) == 2
