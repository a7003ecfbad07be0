## The page.
page-title = Зустріч
page-heading = Ваша зустріч
page-language = Мова

## The question and its answers.
page-ask = Зможете прийти?
page-coming = Так, прийду
page-another-time = Потрібен інший час
page-not-coming = Не зможу прийти
page-optional = Відповідати не обов’язково. Відповідь можна змінити до початку зустрічі.

## After an answer.
page-thanks = Дякуємо. Відповідь отримано.
page-answer = Ваша відповідь: { $answer }
page-pending = Поки вам не відповіли, зустріч лишається без змін.
page-not-agreed = Поки вам не відповіли, новий час не призначено.
page-change = Змінити відповідь
page-changeable = Відповідь можна змінити до початку зустрічі.

## Another time.
page-suits = Який час вам підходить?
page-now = Зараз призначено: { $when }
page-none = Нічого з цього
page-message = Напишіть кількома словами, коли вам зручно
page-message-hint = Не більше 300 знаків. Будь ласка, без імен і адрес.
page-choose = Оберіть час або напишіть кілька слів.
page-too-long = Задовго: не більше 300 знаків.
page-back = Назад
page-send = Надіслати

## Leaving.
page-leave = Вийти з цієї сторінки
page-leave-note = Відкриється сторінка про погоду. Ця сторінка може лишитися в історії браузера.

## When there is nothing to show.
page-gone = Цієї сторінки більше немає
page-gone-what = Можливо, посилання застаріло. Якщо є новіше повідомлення, відкрийте посилання з нього або спробуйте знову через 15 хвилин.
page-trouble = Не вдалося
page-trouble-what = Нічого не збережено. Спробуйте ще раз трохи згодом.

## Stopping all mail.
page-messages = Повідомлення
page-stop-link = Відмовитися від повідомлень
page-stop-ask = Більше не надсилати повідомлень?
page-stop-what = Листів про зустрічі більше не буде. Самі зустрічі лишаються без змін.
page-stop = Більше не надсилати
page-stopped = Повідомлень більше не буде
page-stopped-what = Якщо вони знову знадобляться, скажіть про це на наступній зустрічі.
