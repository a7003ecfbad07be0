# What mails say. A word that tells who writes, why, or about whom must never stand here.
# $when is a day and a time; $former those it had before.

mail-when = { $day }، ساعت { $time }
mail-soon = { $weekday } ساعت { $time }

# Level 1: the whole mail, one line.
mail-line-confirmation = تأیید: { $when }
mail-line-change = تغییر: { $when }
mail-line-new-time = زمان جدید: { $when }، به‌جای { $former }
mail-line-cancellation = لغو: { $when }
mail-line-reminder = یادآوری: { $when }
mail-line-missed = انجام نشد: { $when }. تعیین زمان دیگری ممکن است.

# Levels 2 and 3.
mail-hello = سلام،
mail-lead-confirmation = شما یک نوبت دارید.
mail-lead-change = نوبت شما تغییر کرده است.
mail-lead-cancellation = نوبت شما لغو شده است.
mail-lead-reminder = یادآوری نوبت شما.
mail-lead-missed = این نوبت انجام نشد. تعیین زمان دیگری ممکن است.
mail-former = دیگر معتبر نیست: { $when }
mail-open = باز کردن
mail-answer = برای پاسخ می‌توانید پیوند را باز کنید. پاسخ دادن اجباری نیست.
mail-another = برای درخواست زمان دیگر می‌توانید پیوند را باز کنید. پاسخ دادن اجباری نیست.
mail-calendar = یک فایل تقویم پیوست این پیام است.
mail-calendar-old = یک فایل تقویم پیوست این پیام است. اگر نوبت قبلی در تقویم شما باقی ماند، می‌توانید آن را حذف کنید.
mail-delete = اگر این پیام برای شما نیست، می‌توانید آن را حذف کنید.

# Where to come.
mail-place-usual = جای همیشگی
mail-place-agreed = محل مورد توافق
mail-place-phone = تلفنی
mail-place-online = آنلاین

# The only words of a calendar entry beside its place.
mail-event = نوبت

# A code that is read back, to show whose address it is.
mail-code-subject = کد
mail-code-line = کد: { $code }
mail-code-use = وقتی این کد از شما خواسته شد، آن را بخوانید.
