from app.belt import sort


def test_a_row_becomes_a_bin():
    assert sort("o-1,0.9,0.05,0.05") == ("o-1", "bottle")


def test_a_row_that_cannot_be_read_is_sorted_by_hand():
    assert sort("o-2,dirt,0.1,0.2") == ("o-2", "by hand")
