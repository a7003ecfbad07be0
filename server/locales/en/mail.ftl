# What mails say. A word that tells who writes, why, or about whom must never stand here.
# $when is a day and a time; $former those it had before.

mail-when = { $day }, { $time }
mail-soon = { $weekday } { $time }

# Level 1: the whole mail, one line.
mail-line-confirmation = Confirmation: { $when }
mail-line-change = Changed: { $when }
mail-line-new-time = New time: { $when } (no longer { $former })
mail-line-cancellation = Cancelled: { $when }
mail-line-reminder = Reminder: { $when }
mail-line-missed = Did not take place: { $when }. Another time is possible.

# Levels 2 and 3.
mail-hello = Hello,
mail-lead-confirmation = You have an appointment.
mail-lead-change = Your appointment has changed.
mail-lead-cancellation = Your appointment is cancelled.
mail-lead-reminder = A reminder of your appointment.
mail-lead-missed = Your appointment did not take place. Another time is possible.
mail-former = No longer: { $when }
mail-open = Open
mail-answer = Open the link to answer. You do not have to answer.
mail-another = Open the link to ask for another time. You do not have to answer.
mail-calendar = A calendar file is attached.
mail-calendar-old = A calendar file is attached. If an old entry stays in your calendar, you can delete it.
mail-delete = If this message is not for you, you can delete it.

# Where to come.
mail-place-usual = The usual place
mail-place-agreed = The agreed place
mail-place-phone = By phone
mail-place-online = Online

# The only words of a calendar entry beside its place.
mail-event = Appointment

# A code that is read back, to show whose address it is.
mail-code-subject = Code
mail-code-line = Code: { $code }
mail-code-use = Read this code out when you are asked for it.
