"""The board: a film followed in the browser while it is shot."""
