"""Everything printed: ReportLab lives in this room and nowhere else.

Each document is a plain dataclass that says what the paper shows, and a function that turns it into PDF bytes, in
memory and never in a file. From the letters up: `fonts` and `lines` (text), `pen` and `structure` (ink, and what a
screen reader hears), `blocks`, `furniture` and `tables` (what stands on a page), `page` (the sheet round it), then
the documents. Pages are laid out by our own few blocks and not by ReportLab's platypus, because the care plan may
cost at most twice the bare drawing of the same pages, and because every word has to be tagged for a screen reader.
"""
