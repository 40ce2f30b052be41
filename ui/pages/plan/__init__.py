"""The care plan as it is written: goals by domain with their actions, her words, signatures, versions."""

from ui.pages.plan.page import PlanPage

__all__ = ["PlanPage"]
