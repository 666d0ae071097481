"""What is handed over: the diagnosis, channels and plan as one document."""
