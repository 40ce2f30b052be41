"""What the house handed out to those who live in it, and the meals that its kitchen served."""

from db.facts.parts import moments, of_files

# Children are among them: a mat and a blanket are given to a child as to her mother. What is used by the house is not.
_GIVEN = of_files("care.distributions").replace(
    " WHERE ", " JOIN main.items AS i ON i.id = r.item_id AND i.centre_id = r.centre_id WHERE ", 1
)
_HEADS = " + ".join(f"COALESCE(m.{meal}, 0)" for meal in ("breakfast", "lunch", "dinner", "infants"))

SELECTS = {
    # K3: `key` is the kind of thing, `amount` how many
    "distributions": moments(
        f"{_GIVEN} AND r.given_on IS NOT NULL", day="r.given_on", key="i.category", amount="COALESCE(r.quantity, 0)"
    ),
    # K4: a fact of the house; those who work there and visitors eat besides, and are not among the heads
    "meals": (
        "SELECT m.centre_id, NULL AS person_id, NULL AS case_id, m.held_on AS day, NULL AS until, NULL AS key,"
        f" {_HEADS} AS amount FROM main.meal_days AS m WHERE m.voided_at IS NULL AND m.held_on IS NOT NULL"
    ),
}
