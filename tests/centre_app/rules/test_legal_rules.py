"""V22 authorities told in time; orders that end after they begin."""

import dataclasses
from datetime import timedelta

from centre_app.records import CustodyOrder, Notification
from centre_app.review import review
from tests.centre_app.rules.asking import BLOCKS, WARNS, said
from tests.makers import TODAY, TOMORROW, YESTERDAY, a_case


def test_v22_warns_every_day_once_the_time_is_over_until_somebody_tells(register):
    case = a_case()
    notification = Notification(case_id=case.id, due_at=register.now - timedelta(days=1))
    assert said(register, case, notification, rule="V22") == [(WARNS, "due_at")]
    (found,) = [one for one in review(register, [case, notification]) if one.rule == "V22"]
    assert found.parts == {"day": YESTERDAY}
    assert said(register, case, dataclasses.replace(notification, status="sent"), rule="V22") == []
    assert said(register, case, dataclasses.replace(notification, due_at=register.now), rule="V22") == []


def test_v22_who_tells_nobody_says_why(register):
    case = a_case()
    notification = Notification(case_id=case.id, status="waived", waiver_reason=" ")
    assert said(register, case, notification, rule="V22") == [(BLOCKS, "waiver_reason")]
    told = dataclasses.replace(notification, waiver_reason="The brigade brought her")
    assert said(register, case, told, rule="V22") == []


def test_an_order_ends_after_it_begins(register):
    order = CustodyOrder(case_id=a_case().id, kind="ogp", authority="Juge", from_on=TODAY, to_on=YESTERDAY)
    assert (BLOCKS, "to_on") in said(register, order, rule="")
    assert (BLOCKS, "to_on") not in said(register, dataclasses.replace(order, to_on=TOMORROW), rule="")
