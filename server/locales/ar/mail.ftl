# What mails say. A word that tells who writes, why, or about whom must never stand here.
# $when is a day and a time; $former those it had before.

mail-when = { $day }، الساعة { $time }
mail-soon = { $weekday }، الساعة { $time }

# Level 1: the whole mail, one line.
mail-line-confirmation = تأكيد: { $when }
mail-line-change = تعديل: { $when }
mail-line-new-time = الوقت الجديد: { $when } (بدلًا من { $former })
mail-line-cancellation = إلغاء: { $when }
mail-line-reminder = تذكير: { $when }
mail-line-missed = لم يتم الموعد: { $when }. يمكن تحديد وقت آخر.

# Levels 2 and 3.
mail-hello = مرحبًا،
mail-lead-confirmation = لديك موعد.
mail-lead-change = طرأ تغيير على موعدك.
mail-lead-cancellation = تم إلغاء موعدك.
mail-lead-reminder = تذكير بموعدك.
mail-lead-missed = لم يتم هذا الموعد. يمكن تحديد وقت آخر.
mail-former = لم يعد قائمًا: { $when }
mail-open = فتح
mail-answer = يمكنك فتح الرابط للرد. الرد ليس إلزاميًا.
mail-another = يمكنك فتح الرابط لطلب وقت آخر. الرد ليس إلزاميًا.
mail-calendar = مرفق بهذه الرسالة ملف تقويم.
mail-calendar-old = مرفق بهذه الرسالة ملف تقويم. إذا بقي الموعد القديم في تقويمك، يمكنك حذفه.
mail-delete = إذا لم تكن هذه الرسالة لك، يمكنك حذفها.

# Where to come.
mail-place-usual = المكان المعتاد
mail-place-agreed = المكان المتفق عليه
mail-place-phone = عبر الهاتف
mail-place-online = عبر الإنترنت

# The only words of a calendar entry beside its place.
mail-event = موعد

# A code that is read back, to show whose address it is.
mail-code-subject = رمز
mail-code-line = الرمز: { $code }
mail-code-use = تُرجى قراءة هذا الرمز عند طلبه.
