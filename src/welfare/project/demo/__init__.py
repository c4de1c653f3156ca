"""The demo county: Hualien at 1/100, all people synthetic; and a second county with delegated decisions."""

from welfare.project.demo.staff import SIGN_INS, SignIn

__all__ = ["SIGN_INS", "SignIn"]
