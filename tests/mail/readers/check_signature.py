"""Checks signatures with PyPI's dkimpy: JSON [{mail, record}] in (mail in base64), JSON [true or false] out."""

import base64
import json
import sys

import dkim


def good(mail, record):
    try:
        return dkim.verify(base64.b64decode(mail), dnsfunc=lambda name, timeout=5: record.encode())
    except dkim.DKIMException:
        return False


json.dump([good(one["mail"], one["record"]) for one in json.load(sys.stdin)], sys.stdout)
