"""The words of the `welfare` command, a module each: docstring (its help), `configure` and `run`."""
