"""A care plan on paper, beside the same pages drawn by hand."""

from centre_app.documents.care_plan import care_plan_pdf
from centre_app.language import Language
from tests.benchmarks.measuring import Comparison, compare, seconds
from tests.benchmarks.shelf import Shelf
from tests.centre_app.documents import sheets
from tests.centre_app.documents.bare import bare_pages_of


def care_plan(_shelf: Shelf) -> Comparison:
    plan, french = sheets.a_plan(), Language.of("fr")
    return compare(
        "care plan of three pages",
        seconds(lambda: care_plan_pdf(plan, french), times=3),
        "the same pages, bare ReportLab canvas",
        seconds(bare_pages_of(lambda: care_plan_pdf(plan, french)), times=3),
        at_most=2,
    )
