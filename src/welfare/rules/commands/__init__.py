"""The words of the command line that need no database: each prints and returns an exit code.

0 done, 1 the cases differ (`cases` alone), 2 the input cannot be used: one sentence per problem with its
place on the error stream, nothing on the other.
"""
