"""From a row of the camera's log to what the valve is told."""

from app.recognise import recognise


def sort(row):
    """`name,score,score,score` to the name and its bin; a row that cannot be read goes to hand sorting."""
    name, *scores = row.split(",")
    try:
        label = recognise([float(score) for score in scores])
    except ValueError:
        return name, "by hand"
    return name, "by hand" if label == "unsure" else label
