"""Pages of the progress app: what people read, and what organisers set up."""
