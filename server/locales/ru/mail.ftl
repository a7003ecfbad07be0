# What mails say. A word that tells who writes, why, or about whom must never stand here.
# $when is a day and a time; $former those it had before.

mail-when = { $day }, { $time }
mail-soon = { $weekday }, { $time }

# Level 1: the whole mail, one line.
mail-line-confirmation = Подтверждение: { $when }
mail-line-change = Изменение: { $when }
mail-line-new-time = Новое время: { $when } (вместо прежнего: { $former })
mail-line-cancellation = Отмена: { $when }
mail-line-reminder = Напоминание: { $when }
mail-line-missed = Не состоялось: { $when }. Можно выбрать другое время.

# Levels 2 and 3.
mail-hello = Здравствуйте.
mail-lead-confirmation = У вас назначена встреча.
mail-lead-change = В назначенной встрече есть изменения.
mail-lead-cancellation = Ваша встреча отменена.
mail-lead-reminder = Напоминание о вашей встрече.
mail-lead-missed = Ваша встреча не состоялась. Можно выбрать другое время.
mail-former = Больше не действует: { $when }
mail-open = Открыть
mail-answer = Чтобы ответить, откройте ссылку. Отвечать не обязательно.
mail-another = Чтобы попросить о другом времени, откройте ссылку. Отвечать не обязательно.
mail-calendar = К письму приложен файл календаря.
mail-calendar-old = К письму приложен файл календаря. Если в календаре останется старая запись, её можно удалить.
mail-delete = Если это письмо не для вас, его можно удалить.

# Where to come.
mail-place-usual = Обычное место
mail-place-agreed = Место, о котором договорились
mail-place-phone = По телефону
mail-place-online = Онлайн

# The only words of a calendar entry beside its place.
mail-event = Встреча

# A code that is read back, to show whose address it is.
mail-code-subject = Код
mail-code-line = Код: { $code }
mail-code-use = Назовите этот код, когда вас о нём спросят.
