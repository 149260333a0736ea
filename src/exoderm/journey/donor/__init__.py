"""Where the vesicles come from: the cells that make them, their sizes, their cargo, what is isolated with them.

Isolations are cards of this room too (role ``preparation``), since they act on the numbers that a donor's card gives.
"""
