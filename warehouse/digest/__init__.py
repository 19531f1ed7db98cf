"""The digest: what a window brought about something, as one message that can be mailed."""
