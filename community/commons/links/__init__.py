"""Tracked links, and the touches that say where members come from."""

from community.commons.links.links import CodeTaken, all_links, create, find, retire
from community.commons.links.models import Link, Touch
from community.commons.links.networks import ARRIVALS, NETWORKS, network_label
from community.commons.links.touches import (
    of_member,
    traffic_by_link,
    traffic_by_network,
    visits_by_week,
)

__all__ = [
    "ARRIVALS",
    "NETWORKS",
    "CodeTaken",
    "Link",
    "Touch",
    "all_links",
    "create",
    "find",
    "network_label",
    "of_member",
    "retire",
    "traffic_by_link",
    "traffic_by_network",
    "visits_by_week",
]
