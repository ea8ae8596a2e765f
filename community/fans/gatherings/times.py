"""A moment as people read it: in the zone of the gathering, and in their own."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel.dates import format_date, format_skeleton, format_time
from flask_babel import get_locale

from community.kernel.i18n import digits

ZONES = frozenset(available_timezones())
OFFERED = tuple(
    """
    UTC Africa/Accra Africa/Addis_Ababa Africa/Algiers Africa/Cairo Africa/Casablanca Africa/Johannesburg Africa/Lagos
    Africa/Nairobi Africa/Tunis America/Anchorage America/Argentina/Buenos_Aires America/Bogota America/Caracas
    America/Chicago America/Costa_Rica America/Denver America/Guatemala America/Halifax America/Havana America/Lima
    America/Los_Angeles America/Mexico_City America/Montevideo America/New_York America/Panama America/Phoenix
    America/Santiago America/Santo_Domingo America/Sao_Paulo America/St_Johns America/Toronto America/Vancouver
    Asia/Almaty Asia/Baghdad Asia/Baku Asia/Bangkok Asia/Beirut Asia/Colombo Asia/Dhaka Asia/Dubai Asia/Ho_Chi_Minh
    Asia/Hong_Kong Asia/Jakarta Asia/Jayapura Asia/Jerusalem Asia/Kabul Asia/Karachi Asia/Kathmandu Asia/Kolkata
    Asia/Kuala_Lumpur Asia/Makassar Asia/Manila Asia/Riyadh Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Taipei
    Asia/Tashkent Asia/Tbilisi Asia/Tehran Asia/Tokyo Asia/Ulaanbaatar Asia/Yangon Asia/Yerevan Atlantic/Azores
    Atlantic/Reykjavik Australia/Adelaide Australia/Brisbane Australia/Darwin Australia/Melbourne Australia/Perth
    Australia/Sydney Europe/Amsterdam Europe/Athens Europe/Belgrade Europe/Berlin Europe/Brussels Europe/Bucharest
    Europe/Budapest Europe/Copenhagen Europe/Dublin Europe/Helsinki Europe/Istanbul Europe/Kyiv Europe/Lisbon
    Europe/London Europe/Madrid Europe/Moscow Europe/Oslo Europe/Paris Europe/Prague Europe/Rome Europe/Sofia
    Europe/Stockholm Europe/Vienna Europe/Vilnius Europe/Warsaw Europe/Zurich Pacific/Auckland Pacific/Fiji
    Pacific/Honolulu
    """.split()
)  # a choice that a phone can scroll; the zone of the account or the device stands in it too


@lru_cache(maxsize=1024)
def zone_of(name: str | None) -> ZoneInfo | None:
    """None for a name that means no zone here."""
    try:
        return ZoneInfo(name) if name in ZONES else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def span(starts: datetime, ends: datetime, zone: str) -> str:
    """`Friday, 27 November 2026, 19:30 – 21:30`, or with both days where it lasts into another."""
    first, last = local(starts, zone), local(ends, zone)
    end = hour(last) if first.date() == last.date() else f"{day(last)}, {hour(last)}"
    return f"{day(first)}, {hour(first)} – {end}"


def brief(starts: datetime, ends: datetime, zone: str) -> str:
    """`Fri, 27 November, 19:30 – 21:30`: under a heading that names the year."""
    first, last = local(starts, zone), local(ends, zone)
    end = hour(last) if first.date() == last.date() else f"{_day_of_year(last)}, {hour(last)}"
    return f"{_day_of_year(first)}, {hour(first)} – {end}"


def soon(starts: datetime, zone: str) -> str:
    """`Fri, 27 Nov, 19:30`."""
    first = local(starts, zone)
    return f"{digits(format_skeleton('MMMEd', first, locale=get_locale()))}, {hour(first)}"


def own_span(starts: datetime, ends: datetime, zone: str, own: str | None) -> str:
    """The same in the reader's zone; empty where clocks agree or the zone is not known."""
    theirs = zone_of(own)
    if theirs is None or local(starts, zone).utcoffset() == starts.astimezone(theirs).utcoffset():
        return ""
    return span(starts, ends, theirs.key)


def local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(zone_of(zone) or ZoneInfo("UTC"))


def day(moment: datetime) -> str:
    return digits(format_date(moment, "full", locale=get_locale()))


def _day_of_year(moment: datetime) -> str:
    return digits(format_skeleton("MMMMEEEEd", moment, locale=get_locale()))


def hour(moment: datetime) -> str:
    return digits(format_time(moment, "short", locale=get_locale(), tzinfo=moment.tzinfo))


def month(moment: datetime) -> str:
    return digits(format_date(moment, "LLLL y", locale=get_locale()))


def short_month(moment: datetime) -> str:
    return digits(format_date(moment, "LLL", locale=get_locale()))


def zone_name(zone: str) -> str:
    return zone.replace("_", " ")
