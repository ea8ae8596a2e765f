"""Put conversations in order: bring two together, take posts out, give them a time and a pace."""

from .merging import merge
from .parting import LONGEST_CHOICE, part
from .places import gone_to, thread_now
from .timing import SLOWEST, act_on_timers, ahead, end_pins, set_timer, slow_down, stop_timer

__all__ = [
    "LONGEST_CHOICE",
    "SLOWEST",
    "act_on_timers",
    "ahead",
    "end_pins",
    "gone_to",
    "merge",
    "part",
    "set_timer",
    "slow_down",
    "stop_timer",
    "thread_now",
]
