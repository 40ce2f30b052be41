from centre_app.documents.care_plan import care_plan_pdf
from centre_app.language import Language
from tests.centre_app.documents import sheets
from tests.centre_app.documents.bare import bare_pages_of
from tests.centre_app.documents.reading import pages_of


def test_the_plain_peer_of_the_benchmark_shows_the_same_pages() -> None:
    """Else the benchmark would compare the plan with less than itself."""
    plan = care_plan_pdf(sheets.a_plan(), Language.of("fr"))
    peer = bare_pages_of(lambda: care_plan_pdf(sheets.a_plan(), Language.of("fr")))()
    assert len(pages_of(peer)) == len(pages_of(plan))
    for bare, page in zip(pages_of(peer), pages_of(plan), strict=True):
        written = page.replace("☐", "").replace("☑", "")
        assert set(written.split()) <= set(bare.split())
