"""After a damage: at the door the way back to a whole register, inside what waits to be decided and what is missing."""
