def scale(value):
    return value * 10


def unused():
    return 0
