"""Printing the sheets of the stock room: each print leaves a line in history before it is handed out."""

from centre_app.documents.stock.sheet import StockPaper, stock_paper_pdf
from centre_app.language import Language
from centre_app.questions import CARE, CENTRE
from centre_app.records import Distribution, StockMovement
from centre_app.register import Register
from db.history import Entry


def print_paper(register: Register, paper: StockPaper, language: Language) -> bytes:
    """Return a sheet as it is printed, with its line in history; a list of names has its line with the names' records."""
    compartment, table = (CARE, Distribution.table) if paper.has_names else (CENTRE, StockMovement.table)
    register.leave_line(compartment, Entry(action="print_stock", record_table=table))
    return stock_paper_pdf(paper, language)
