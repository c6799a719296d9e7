"""The meeting room: a story on a big screen, and the speaker's window beside it."""
