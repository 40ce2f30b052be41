"""What every page is made of: cards, chips, rows, messages… drawn from the tokens of `ui/theme.py`.

One small module a component. Import the one you need (`from ui.kit.panel import Card`): nothing is gathered here, so that
the unlock page does not pay for the beds. Components take words already in the person's language.
"""
