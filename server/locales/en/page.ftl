## The page.
page-title = Appointment
page-heading = Your appointment
page-language = Language

## The question and its answers.
page-ask = Can you come?
page-coming = Yes, I will come
page-another-time = I need another time
page-not-coming = I cannot come
page-optional = You do not have to answer. You can change your answer until the appointment.

## After an answer.
page-thanks = Thank you. Your answer has arrived.
page-answer = Your answer: { $answer }
page-pending = Until you get a reply, the appointment stays as it is.
page-not-agreed = No new time is agreed until you get a reply.
page-change = Change my answer
page-changeable = You can change your answer until the appointment.

## Another time.
page-suits = What would suit you?
page-now = Now: { $when }
page-none = None of these
page-message = Write in a few words when it would suit you
page-message-hint = At most 300 characters. Please write no names and no addresses.
page-choose = Choose a time or write a few words.
page-too-long = This is too long: at most 300 characters.
page-back = Back
page-send = Send

## Leaving.
page-leave = Leave this page
page-leave-note = Opens a weather page. Your browser may still list this page in its history.

## When there is nothing to show.
page-gone = This page is no longer available
page-gone-what = The link may be old. If you have a newer message, use the link in that one, or try again in 15 minutes.
page-trouble = That did not work
page-trouble-what = Nothing was saved. Please try again in a moment.

## Stopping all mail.
page-messages = Messages
page-stop-link = Stop these messages
page-stop-ask = Stop all messages?
page-stop-what = You will get no more e-mails about appointments. The appointments themselves stay as they are.
page-stop = Stop all messages
page-stopped = All messages are stopped
page-stopped-what = If you want them again, say so at your next appointment.
