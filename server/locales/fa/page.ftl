## The page.
page-title = نوبت
page-heading = نوبت شما
page-language = زبان

## The question and its answers.
page-ask = می‌توانید بیایید؟
page-coming = بله، می‌آیم
page-another-time = به وقت دیگری نیاز دارم
page-not-coming = نمی‌توانم بیایم
page-optional = لازم نیست پاسخ بدهید. تا زمان نوبت می‌توانید پاسخ خود را تغییر دهید.

## After an answer.
page-thanks = ممنون. پاسخ شما رسید.
page-answer = پاسخ شما: { $answer }
page-pending = تا رسیدن جواب به شما، نوبت تغییری نمی‌کند.
page-not-agreed = تا رسیدن جواب به شما، زمان تازه‌ای قطعی نیست.
page-change = تغییر پاسخ
page-changeable = تا زمان نوبت می‌توانید پاسخ خود را تغییر دهید.

## Another time.
page-suits = چه وقتی برای شما مناسب است؟
page-now = نوبت فعلی: { $when }
page-none = هیچ‌کدام
page-message = در چند کلمه بنویسید چه وقتی مناسب است
page-message-hint = حداکثر ۳۰۰ نویسه. لطفاً نام و نشانی ننویسید.
page-choose = یک وقت انتخاب کنید یا چند کلمه بنویسید.
page-too-long = متن بلند است: حداکثر ۳۰۰ نویسه.
page-back = بازگشت
page-send = ارسال

## Leaving.
page-leave = خروج از این صفحه
page-leave-note = یک صفحهٔ آب‌وهوا باز می‌شود. ممکن است این صفحه در تاریخچهٔ مرورگر بماند.

## When there is nothing to show.
page-gone = این صفحه دیگر در دسترس نیست
page-gone-what = شاید پیوند قدیمی باشد. اگر پیام تازه‌تری دارید، از پیوند همان استفاده کنید، یا ۱۵ دقیقهٔ دیگر دوباره امتحان کنید.
page-trouble = انجام نشد
page-trouble-what = چیزی ذخیره نشد. لطفاً کمی بعد دوباره امتحان کنید.

## Stopping all mail.
page-messages = پیام‌ها
page-stop-link = توقف این پیام‌ها
page-stop-ask = همهٔ پیام‌ها متوقف شوند؟
page-stop-what = دیگر ایمیلی دربارهٔ نوبت‌ها به شما نمی‌رسد. خود نوبت‌ها تغییری نمی‌کنند.
page-stop = توقف همهٔ پیام‌ها
page-stopped = همهٔ پیام‌ها متوقف شدند
page-stopped-what = اگر دوباره خواستید، در نوبت بعدی بگویید.
