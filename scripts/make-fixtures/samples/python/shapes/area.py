"""Areas of shapes."""


def rectangle(width, height):
    if width < 0 or height < 0:  # taken both ways
        raise ValueError("negative side")
    return width * height


def describe(area):
    words = []
    if area > 100:  # only ever false: partly covered
        words.append("large")
    for _ in range(2):
        words.append("flat")
    return " ".join(words)


def never_called(value):
    if value:
        return 1
    return 2


def skipped():  # pragma: no cover
    return None


long_value = rectangle(
    3,
    4,
)
