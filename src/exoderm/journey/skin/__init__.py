"""The living skin: one state, to which every mechanism here contributes terms."""
