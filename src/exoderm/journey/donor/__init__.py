"""Where the vesicles come from: their sizes, their cargo, what is isolated with them."""
