"""Reads a CSV with libhxl: its tags, and its rows."""

import io
import json
import sys

import hxl

text = json.load(sys.stdin)
data = hxl.data(hxl.make_input(io.BytesIO(text.encode("utf-8")), hxl.InputOptions(allow_local=True)))
tags = [column.display_tag for column in data.columns]
print(json.dumps({"tags": tags, "rows": [list(row.values) for row in data]}))
