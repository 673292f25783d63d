"""Which kind of packaging an object on the belt is."""

LABELS = ("green bottle", "brown bottle", "can", "carton")


def recognise(scores, limit=0.6):
    """The label with the highest score, or "unsure" where none reaches the limit."""
    if len(scores) != len(LABELS):
        raise ValueError(f"expected {len(LABELS)} scores, got {len(scores)}")
    best = max(range(len(LABELS)), key=lambda index: scores[index])
    return LABELS[best] if scores[best] >= limit else "unsure"
