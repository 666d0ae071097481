"""What the pages share: their list, who may open them, the session, and how things are shown."""
