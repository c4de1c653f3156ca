"""One module a word of the `welfare` command: a docstring for its help, `configure(parser)` and `run(arguments)`."""
