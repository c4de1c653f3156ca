"""Decision (核定・處分・通知・救濟): the administrative disposition, its letter, its service.

Reasons and figures in the letter come from the determination's steps, never from a keyboard.
"""
