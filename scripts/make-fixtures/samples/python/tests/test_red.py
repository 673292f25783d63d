import pytest


def test_fails():
    assert 1 == 2


@pytest.mark.skip(reason="no data")
def test_skipped():
    pass


@pytest.mark.xfail(reason="known", strict=False)
def test_expected_failure():
    assert 0


@pytest.fixture
def broken_teardown():
    yield
    raise RuntimeError("teardown")


def test_teardown_error(broken_teardown):
    pass
