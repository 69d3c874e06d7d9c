"""What figures run in a browser: scripts and style, the same on the site and here."""
