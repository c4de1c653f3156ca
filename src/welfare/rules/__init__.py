"""The rules engine: facts in, a reasoned determination out; no Django, no database, no network.

Read in this order: `facts` (what is known of a household), `parameters` (the figures of the law, dated),
`formula` and `graph` (the law as small functions that name their inputs), `evaluation` (three values: yes,
no, unknown), `engine` (one household, explained). `public_assistance` holds the articles of 社會救助法 that
several programs share. Programs are found by `registry`, never imported.
"""
