"""Every way in: JSON, pages, files and the command line."""
