"""Pictures as small SVG text: each file draws one, from data, without script, fonts or files from elsewhere."""
