"""What the words of the Makefile run."""
