"""The report of a month as numbers: what is printed, put into a spreadsheet and frozen is one and the same.

numbers     a counted month as numbers alone, without anybody in them; written as JSON and read again
frozen      the numbers of a closed month, read by whoever did not write them
together    numbers read over two indicators, as a donor asks for them
agreement   who agreed to be counted without a name
crosswalk   the bands of age of other systems, counted from the births again
masking     small numbers hidden from whoever is outside
subtracting what two sheets for a donor would tell together
given       what a donor was given before, and what a new sheet may show beside it
telling     what shown numbers tell together, by adding and taking away
source      what a report rests on, in words
donors      which lines a donor's sheet holds
said        what keys of a line are called
sheets      the report as tables of cells, in words
workbook    the same cells as a spreadsheet
"""
