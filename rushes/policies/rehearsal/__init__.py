"""Where policies rehearse: synthetic worlds by the thousand, and cheap drafts of a real engine."""
