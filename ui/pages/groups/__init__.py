"""Groups, of talk and of learning: who they are for, each session, and who came."""

from ui.pages.groups.page import GroupsPage

__all__ = ["GroupsPage"]
