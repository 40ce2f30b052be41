"""The backups of the register: how old they are, making one, carrying one away, looking at one, putting one back."""
