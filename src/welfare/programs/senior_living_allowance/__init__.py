"""中低收入老人生活津貼 (senior living allowance); the README beside this file has the law in plain words."""
