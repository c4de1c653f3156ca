"""The demo agencies as processes of their own: who there is, starting them, watching over them."""
