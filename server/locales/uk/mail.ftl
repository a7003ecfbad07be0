# What mails say. A word that tells who writes, why, or about whom must never stand here.
# $when is a day and a time; $former those it had before.

mail-when = { $day }, { $time }
mail-soon = { $weekday }, { $time }

# Level 1: the whole mail, one line.
mail-line-confirmation = Підтвердження: { $when }
mail-line-change = Зміна: { $when }
mail-line-new-time = Новий час: { $when } (замість попереднього: { $former })
mail-line-cancellation = Скасування: { $when }
mail-line-reminder = Нагадування: { $when }
mail-line-missed = Не відбулося: { $when }. Можна вибрати інший час.

# Levels 2 and 3.
mail-hello = Добрий день.
mail-lead-confirmation = У вас призначено зустріч.
mail-lead-change = У призначеній зустрічі є зміни.
mail-lead-cancellation = Вашу зустріч скасовано.
mail-lead-reminder = Нагадування про вашу зустріч.
mail-lead-missed = Ваша зустріч не відбулася. Можна вибрати інший час.
mail-former = Більше не діє: { $when }
mail-open = Відкрити
mail-answer = Щоб відповісти, відкрийте посилання. Відповідати не обов’язково.
mail-another = Щоб попросити про інший час, відкрийте посилання. Відповідати не обов’язково.
mail-calendar = До листа додано файл календаря.
mail-calendar-old = До листа додано файл календаря. Якщо в календарі залишиться старий запис, його можна видалити.
mail-delete = Якщо цей лист не для вас, його можна видалити.

# Where to come.
mail-place-usual = Звичне місце
mail-place-agreed = Місце, про яке домовилися
mail-place-phone = Телефоном
mail-place-online = Онлайн

# The only words of a calendar entry beside its place.
mail-event = Зустріч

# A code that is read back, to show whose address it is.
mail-code-subject = Код
mail-code-line = Код: { $code }
mail-code-use = Назвіть цей код, коли вас про нього запитають.
