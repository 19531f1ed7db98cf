"""The report: one self-contained HTML page of what the database holds, each number open to its rows."""
