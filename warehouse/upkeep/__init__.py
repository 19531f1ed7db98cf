"""What is stored, looked at again: replay, repair, how fresh it all is."""
