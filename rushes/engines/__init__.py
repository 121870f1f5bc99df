"""The engines: each turns one shot into moving pictures."""
