## The page.
page-title = Rendez-vous
page-heading = Votre rendez-vous
page-language = Langue

## The question and its answers.
page-ask = Pouvez-vous venir ?
page-coming = Oui, je viendrai
page-another-time = J’ai besoin d’un autre horaire
page-not-coming = Je ne peux pas venir
page-optional = Répondre n’est pas obligatoire. Vous pouvez changer votre réponse jusqu’au rendez-vous.

## After an answer.
page-thanks = Merci. Votre réponse est bien arrivée.
page-answer = Votre réponse : { $answer }
page-pending = Tant que vous n’avez pas reçu de réponse, le rendez-vous ne change pas.
page-not-agreed = Tant que vous n’avez pas reçu de réponse, aucun nouvel horaire n’est convenu.
page-change = Changer ma réponse
page-changeable = Vous pouvez changer votre réponse jusqu’au rendez-vous.

## Another time.
page-suits = Qu’est-ce qui vous conviendrait ?
page-now = Actuellement : { $when }
page-none = Aucun de ces horaires
page-message = Écrivez en quelques mots ce qui vous conviendrait
page-message-hint = 300 caractères au plus. Merci de n’écrire ni nom ni adresse.
page-choose = Choisissez un horaire ou écrivez quelques mots.
page-too-long = C’est trop long : 300 caractères au plus.
page-back = Retour
page-send = Envoyer

## Leaving.
page-leave = Quitter cette page
page-leave-note = Une page météo s’ouvre. Votre navigateur peut garder cette page dans son historique.

## When there is nothing to show.
page-gone = Cette page n’est plus disponible
page-gone-what = Le lien est peut-être ancien. Si vous avez un message plus récent, utilisez le lien qu’il contient, ou réessayez dans 15 minutes.
page-trouble = Cela n’a pas marché
page-trouble-what = Rien n’a été enregistré. Réessayez dans un instant.

## Stopping all mail.
page-messages = Messages
page-stop-link = Arrêter ces messages
page-stop-ask = Arrêter tous les messages ?
page-stop-what = Vous ne recevrez plus d’e-mails sur les rendez-vous. Les rendez-vous eux-mêmes ne changent pas.
page-stop = Arrêter tous les messages
page-stopped = Tous les messages sont arrêtés
page-stopped-what = Pour les recevoir de nouveau, dites-le au prochain rendez-vous.
