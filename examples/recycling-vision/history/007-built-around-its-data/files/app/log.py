"""What was seen, and what was said of it: the log that everything else reads."""

import json


def entry(name, scores, bin_, seconds):
    """One line of the log. Nothing of it tells who was at the belt."""
    return json.dumps({"object": name, "scores": scores, "bin": bin_, "seconds": round(seconds, 3)})


def wrong_bins(entries, weighed):
    """Objects per thousand whose bin is not the one that was weighed."""
    told = [json.loads(each) for each in entries]
    known = [each for each in told if each["object"] in weighed]
    if not known:
        return None
    wrong = sum(each["bin"] != weighed[each["object"]] for each in known)
    return 1000 * wrong / len(known)
