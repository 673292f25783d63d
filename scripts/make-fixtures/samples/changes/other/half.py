def halve(value):
    if value is None:
        return None
    return value // 2
