"""The writers' room: screenplays and prompts."""
