"""The case itself (案件): one applicant × one program × one period, its household, its state and its story.

Every other stage hangs its rows on a case. The state is one column that only `services.move` assigns;
what may follow what is the literal table in `states.py`, drawn in docs/reference/states.md.
"""
