"""Desk (承辦桌面): worklist, case page and decision screen; composes all stages' panels, owns no rule."""
