"""How a dose is put on or into the skin, and what the way in does to the barrier."""
