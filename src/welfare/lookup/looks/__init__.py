"""Who looked (查閱紀錄): every look-up and every view of looked-up data, its monthly sheet and its alarms."""
