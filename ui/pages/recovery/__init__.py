"""Ways back into a register: making the recovery sheet, rehearsing it, coming back at the door, answering a centre."""
