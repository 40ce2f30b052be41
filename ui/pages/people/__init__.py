"""The people at the laptop: who they are, what they open and why, their passphrases.

page        the page itself: the team, and who opens what
team        the rows of the team, and what can be done with each
acts        the verbs behind them, each with what it asks before and what it says afterwards
sheet       the sheet of one person, and what her roles open
slip        a passphrase shown once, and its slip
leaving     taking somebody's keys back for good
openings    who opens what, and why
own         one's own passphrase
door_names  how people are named before anybody unlocks
words       what is said in several of them
"""

from ui.pages.people.own import OwnPassphrasePage
from ui.pages.people.page import PeoplePage

__all__ = ["OwnPassphrasePage", "PeoplePage"]
