"""Readiness (준비도): one check per question of the self-check; they count alike and apply to everyone."""
from diagnostics.curves import rising

POINTS = rising(half=2, good=3.6)
"""Four points are all of it: the score is the points over four."""
