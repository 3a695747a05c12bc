"""The API of documents and of the bank; every part of it is for people who edit questions."""
