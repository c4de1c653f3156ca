"""How long to wait before sending again: growing, and never at the same moment as everybody else."""

from datetime import timedelta
from random import SystemRandom

BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240))
#: between tries after the lines have failed: the agency may still be waiting for its post
PATIENT = timedelta(days=1)
MOST_PATIENT_TRIES = 14
_JITTER = 0.2
_random = SystemRandom()


def wait(tries: int) -> timedelta:
    """After the `tries`-th try, a fifth shorter or longer by chance."""
    return jittered(BACK_OFF[min(max(tries, 1), len(BACK_OFF)) - 1])


def jittered(pause: timedelta) -> timedelta:
    return pause * (1 + _random.uniform(-_JITTER, _JITTER))
