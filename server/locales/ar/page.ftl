## The page.
page-title = موعد
page-heading = موعدك
page-language = اللغة

## The question and its answers.
page-ask = هل يمكنك الحضور؟
page-coming = نعم، سأحضر
page-another-time = أحتاج إلى وقت آخر
page-not-coming = لا أستطيع الحضور
page-optional = الرد ليس إلزاميًا. يمكن تغيير الرد حتى وقت الموعد.

## After an answer.
page-thanks = شكرًا. وصل ردك.
page-answer = ردك: { $answer }
page-pending = يبقى الموعد كما هو إلى أن يصلك جواب.
page-not-agreed = لا موعد جديدًا إلى أن يصلك جواب.
page-change = تغيير الرد
page-changeable = يمكن تغيير الرد حتى وقت الموعد.

## Another time.
page-suits = ما الوقت المناسب لك؟
page-now = الموعد الحالي: { $when }
page-none = لا شيء مما سبق
page-message = بضع كلمات عن الوقت المناسب لك
page-message-hint = 300 حرف على الأكثر. يُرجى عدم ذكر أسماء أو عناوين.
page-choose = يلزم اختيار وقت أو كتابة بضع كلمات.
page-too-long = النص طويل: 300 حرف على الأكثر.
page-back = رجوع
page-send = إرسال

## Leaving.
page-leave = مغادرة هذه الصفحة
page-leave-note = تُفتح صفحة عن الطقس. قد تبقى هذه الصفحة في سجل المتصفح.

## When there is nothing to show.
page-gone = هذه الصفحة لم تعد متاحة
page-gone-what = قد يكون الرابط قديمًا. إن وصلتك رسالة أحدث فالرابط الصحيح فيها، أو يمكن المحاولة من جديد بعد 15 دقيقة.
page-trouble = لم تنجح العملية
page-trouble-what = لم يُحفظ شيء. يُرجى المحاولة من جديد بعد قليل.

## Stopping all mail.
page-messages = الرسائل
page-stop-link = إيقاف هذه الرسائل
page-stop-ask = إيقاف كل الرسائل؟
page-stop-what = لن تصلك رسائل إلكترونية عن المواعيد بعد الآن. المواعيد نفسها تبقى كما هي.
page-stop = إيقاف كل الرسائل
page-stopped = أُوقفت كل الرسائل
page-stopped-what = لاستئناف الرسائل يكفي طلب ذلك في الموعد القادم.
