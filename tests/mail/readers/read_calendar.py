"""Reads calendar files with PyPI's icalendar: JSON {name: text} in, JSON {name: what it says} out."""

import json
import sys
from datetime import timezone

import icalendar


def read(text):
    calendar = icalendar.Calendar.from_ical(text)
    event = calendar.walk("VEVENT")[0]
    start = event.decoded("DTSTART")
    # Once by the reader's own knowledge of the zone, once by what the file says of it.
    explained = calendar.walk("VTIMEZONE")[0].to_tz()
    by_file = start.replace(tzinfo=None).replace(tzinfo=explained)
    end = start.astimezone(timezone.utc) + event.decoded("DURATION")
    return {
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "method": str(calendar["METHOD"]),
        "status": str(event["STATUS"]),
        "start": int(start.timestamp()),
        "start_by_file": int(by_file.timestamp()),
        "end": int(end.timestamp()),
        "summary": str(event["SUMMARY"]),
        "place": str(event.get("LOCATION", "")),
        "alarms": len(calendar.walk("VALARM")),
        "attendees": len(event.get("ATTENDEE", [])),
        "organizer": str(event["ORGANIZER"]),
    }


json.dump({name: read(text) for name, text in json.load(sys.stdin).items()}, sys.stdout)
