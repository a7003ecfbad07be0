## The page.
page-title = Randevu
page-heading = Randevunuz
page-language = Dil

## The question and its answers.
page-ask = Gelebilecek misiniz?
page-coming = Evet, geleceğim
page-another-time = Başka bir zaman istiyorum
page-not-coming = Gelemeyeceğim
page-optional = Yanıt vermek zorunda değilsiniz. Yanıtınızı randevuya kadar değiştirebilirsiniz.

## After an answer.
page-thanks = Teşekkürler. Yanıtınız ulaştı.
page-answer = Yanıtınız: { $answer }
page-pending = Size yanıt gelene kadar randevu olduğu gibi kalır.
page-not-agreed = Size yanıt gelene kadar yeni bir zaman kararlaştırılmış olmaz.
page-change = Yanıtımı değiştir
page-changeable = Yanıtınızı randevuya kadar değiştirebilirsiniz.

## Another time.
page-suits = Size ne zaman uygun olur?
page-now = Şu anki randevu: { $when }
page-none = Bunların hiçbiri
page-message = Ne zaman uygun olduğunu birkaç sözcükle yazın
page-message-hint = En fazla 300 karakter. Lütfen ad ve adres yazmayın.
page-choose = Bir zaman seçin veya birkaç sözcük yazın.
page-too-long = Çok uzun: en fazla 300 karakter yazılabilir.
page-back = Geri
page-send = Gönder

## Leaving.
page-leave = Bu sayfadan çık
page-leave-note = Hava durumu sayfası açılır. Tarayıcı geçmişinde bu sayfa yine de görünebilir.

## When there is nothing to show.
page-gone = Bu sayfa artık yok
page-gone-what = Bağlantı eski olabilir. Daha yeni bir mesajınız varsa onun içindeki bağlantıyı kullanın ya da 15 dakika sonra yeniden deneyin.
page-trouble = İşlem tamamlanamadı
page-trouble-what = Hiçbir şey kaydedilmedi. Lütfen biraz sonra yeniden deneyin.

## Stopping all mail.
page-messages = Mesajlar
page-stop-link = Bu mesajları durdur
page-stop-ask = Bütün mesajlar durdurulsun mu?
page-stop-what = Artık randevularla ilgili e-posta almayacaksınız. Randevularınız olduğu gibi kalır.
page-stop = Bütün mesajları durdur
page-stopped = Bütün mesajlar durduruldu
page-stopped-what = Yeniden almak isterseniz bir sonraki randevunuzda söyleyin.
