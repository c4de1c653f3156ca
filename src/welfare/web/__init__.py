"""The look and feel: base pages, tokens, components, icons and small scripts.

`web` knows no word of the trade: components take plain data, the surroundings of a page come from the
project's `WELFARE_NAVIGATION` callback. See docs/reference/components.md and `/ui-components/`.
"""
