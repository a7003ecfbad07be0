"""Reads a workbook with openpyxl: its sheets, its numbers, and every formula that there must not be."""

import io
import json
import sys

import openpyxl

book = openpyxl.load_workbook(io.BytesIO(bytes.fromhex(json.load(sys.stdin))))
sheets, numbers, formulas, texts = [], [], [], []
for sheet in book:
    sheets.append({"name": sheet.title, "rtl": bool(sheet.sheet_view.rightToLeft), "frozen": sheet.freeze_panes})
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                formulas.append(cell.coordinate)
            elif cell.data_type == "n" and cell.value is not None:
                numbers.append(cell.value)
            elif cell.value is not None:
                texts.append(str(cell.value))
print(json.dumps({"sheets": sheets, "numbers": numbers, "formulas": formulas, "texts": texts}))
