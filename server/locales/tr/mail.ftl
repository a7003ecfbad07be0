# What mails say. A word that tells who writes, why, or about whom must never stand here.
# $when is a day and a time; $former those it had before.

mail-when = { $day }, { $time }
mail-soon = { $weekday } { $time }

# Level 1: the whole mail, one line.
mail-line-confirmation = Onaylandı: { $when }
mail-line-change = Değişti: { $when }
mail-line-new-time = Yeni zaman: { $when } (artık { $former } değil)
mail-line-cancellation = İptal edildi: { $when }
mail-line-reminder = Hatırlatma: { $when }
mail-line-missed = Gerçekleşmedi: { $when }. Başka bir zaman mümkün.

# Levels 2 and 3.
mail-hello = Merhaba,
mail-lead-confirmation = Bir randevunuz var.
mail-lead-change = Randevunuz değişti.
mail-lead-cancellation = Randevunuz iptal edildi.
mail-lead-reminder = Randevunuz için bir hatırlatma.
mail-lead-missed = Randevunuz gerçekleşmedi. Başka bir zaman mümkün.
mail-former = Artık geçerli değil: { $when }
mail-open = Aç
mail-answer = Yanıt vermek için bağlantıyı açabilirsiniz. Yanıt vermek zorunda değilsiniz.
mail-another = Başka bir zaman istemek için bağlantıyı açabilirsiniz. Yanıt vermek zorunda değilsiniz.
mail-calendar = Bu mesajın ekinde bir takvim dosyası var.
mail-calendar-old = Bu mesajın ekinde bir takvim dosyası var. Takviminizde eski kayıt kalırsa silebilirsiniz.
mail-delete = Bu mesaj size ait değilse silebilirsiniz.

# Where to come.
mail-place-usual = Her zamanki yer
mail-place-agreed = Kararlaştırılan yer
mail-place-phone = Telefonla
mail-place-online = Çevrim içi

# The only words of a calendar entry beside its place.
mail-event = Randevu

# A code that is read back, to show whose address it is.
mail-code-subject = Kod
mail-code-line = Kod: { $code }
mail-code-use = Bu kodu, sizden istendiğinde okuyun.
