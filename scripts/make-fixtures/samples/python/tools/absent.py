def absent(value):
    return value
