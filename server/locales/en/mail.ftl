mail-reminder-1 = x
