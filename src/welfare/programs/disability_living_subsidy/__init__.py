"""身心障礙者生活補助 (disability living subsidy); the README beside this file has the law in plain words."""
