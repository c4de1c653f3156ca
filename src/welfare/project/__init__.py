"""Project: settings, addresses and wiring; the only place that knows which programs and connectors are on."""
