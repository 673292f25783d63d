import pytest

from app.recognise import recognise


def test_the_highest_score_wins():
    assert recognise([0.1, 0.8, 0.1]) == "can"


def test_nothing_is_said_where_no_score_is_high():
    assert recognise([0.4, 0.3, 0.3]) == "unsure"


def test_a_missing_score_is_an_error():
    with pytest.raises(ValueError):
        recognise([0.9])
