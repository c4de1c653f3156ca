"""The exchange (批次查調): parcels out, deliveries in, and a ledger in which every subject has one outcome.

A round (`rounds`) collects what lies there (`receiving` → `checking` → `settling`), fails what is overdue
(`deadlines`), packs what waits (`preparing`) and sends what is due (`sending`). Each step is a short
transaction keyed by reference, line number and content hash; a process may be killed between any two.
`balance` counts the ledger from several sides, `board` says how each register is doing, `examining` holds the
operator's acts. Connectors are reached through `ports.exchange` alone.
"""
