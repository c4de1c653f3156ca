"""Desk (承辦桌面): worklist, case page and decision screen; composes the panels of all stages, owns no rule."""
