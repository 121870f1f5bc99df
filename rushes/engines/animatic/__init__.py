"""The animatic engine: draws what a prompt says, on the CPU."""
