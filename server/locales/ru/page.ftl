## The page.
page-title = Встреча
page-heading = Ваша встреча
page-language = Язык

## The question and its answers.
page-ask = Сможете прийти?
page-coming = Да, приду
page-another-time = Нужно другое время
page-not-coming = Не смогу прийти
page-optional = Отвечать не обязательно. Ответ можно изменить до начала встречи.

## After an answer.
page-thanks = Спасибо. Ответ получен.
page-answer = Ваш ответ: { $answer }
page-pending = Пока вам не ответят, встреча остаётся без изменений.
page-not-agreed = Пока вам не ответят, новое время не назначено.
page-change = Изменить ответ
page-changeable = Ответ можно изменить до начала встречи.

## Another time.
page-suits = Какое время вам подходит?
page-now = Сейчас назначено: { $when }
page-none = Ничего из этого
page-message = Напишите в нескольких словах, когда вам удобно
page-message-hint = Не больше 300 знаков. Пожалуйста, без имён и адресов.
page-choose = Выберите время или напишите несколько слов.
page-too-long = Слишком длинно: не больше 300 знаков.
page-back = Назад
page-send = Отправить

## Leaving.
page-leave = Покинуть эту страницу
page-leave-note = Откроется страница о погоде. Эта страница может остаться в истории браузера.

## When there is nothing to show.
page-gone = Этой страницы больше нет
page-gone-what = Возможно, ссылка устарела. Если есть более новое сообщение, откройте ссылку из него или попробуйте снова через 15 минут.
page-trouble = Не получилось
page-trouble-what = Ничего не сохранено. Попробуйте ещё раз немного позже.

## Stopping all mail.
page-messages = Сообщения
page-stop-link = Отказаться от сообщений
page-stop-ask = Больше не присылать сообщений?
page-stop-what = Писем о встречах больше не будет. Сами встречи остаются в силе.
page-stop = Больше не присылать
page-stopped = Сообщений больше не будет
page-stopped-what = Если они снова понадобятся, скажите об этом на следующей встрече.
