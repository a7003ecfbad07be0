# What mails say. A word that tells who writes, why, or about whom must never stand here.
# $when is a day and a time; $former those it had before.

mail-when = { $day } à { $time }
mail-soon = { $weekday } à { $time }

# Level 1: the whole mail, one line.
mail-line-confirmation = Confirmation : { $when }
mail-line-change = Modification : { $when }
mail-line-new-time = Nouvel horaire : { $when } (au lieu du { $former })
mail-line-cancellation = Annulation : { $when }
mail-line-reminder = Rappel : { $when }
mail-line-missed = N’a pas eu lieu : { $when }. Un autre moment est possible.

# Levels 2 and 3.
mail-hello = Bonjour,
mail-lead-confirmation = Vous avez un rendez-vous.
mail-lead-change = Votre rendez-vous a changé.
mail-lead-cancellation = Votre rendez-vous est annulé.
mail-lead-reminder = Rappel de votre rendez-vous.
mail-lead-missed = Votre rendez-vous n’a pas eu lieu. Un autre moment est possible.
mail-former = N’est plus valable : { $when }
mail-open = Ouvrir
mail-answer = Vous pouvez ouvrir le lien pour répondre. Répondre n’est pas obligatoire.
mail-another = Vous pouvez ouvrir le lien pour demander un autre moment. Répondre n’est pas obligatoire.
mail-calendar = Un fichier de calendrier est joint à ce message.
mail-calendar-old = Un fichier de calendrier est joint à ce message. Si l’ancien rendez-vous reste dans votre calendrier, vous pouvez le supprimer.
mail-delete = Si ce message n’est pas pour vous, vous pouvez le supprimer.

# Where to come.
mail-place-usual = Le lieu habituel
mail-place-agreed = Le lieu convenu
mail-place-phone = Par téléphone
mail-place-online = En ligne

# The only words of a calendar entry beside its place.
mail-event = Rendez-vous

# A code that is read back, to show whose address it is.
mail-code-subject = Code
mail-code-line = Code : { $code }
mail-code-use = Donnez ce code quand on vous le demande.
