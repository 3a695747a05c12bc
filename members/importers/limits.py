"""Decides how much of an uploaded table is read at most."""

UPLOAD_BYTES = 20 * 2**20
UNPACKED_BYTES = 100 * 2**20
ROWS = 100_000
LINES = ROWS + 20  # with the banner and the header above them
SHEET_ROWS = 200_000  # rows of a sheet, the empty ones included
SHEET_COLUMNS = 256
