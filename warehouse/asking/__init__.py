"""What people ask for, in the same words everywhere: time windows, names, and the views that they reach."""
