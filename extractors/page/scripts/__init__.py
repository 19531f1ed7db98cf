"""What a page's scripts and waiting elements hold: values in JSON and JavaScript, references, markup."""
