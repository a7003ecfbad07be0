//! The words of the form. They are for officials, in the languages of the app, and name no programme.

use yaninda_shared::users::Locale;

/// Every text of the form in one language.
pub(super) struct Words {
    /// What the language calls itself.
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) languages: &'static str,
    pub(super) intro_before: &'static str,
    pub(super) intro_after: &'static str,
    pub(super) effective: &'static str,
    /// From "not at all" to "fully".
    pub(super) steps: [&'static str; 5],
    pub(super) open: &'static str,
    pub(super) send: &'static str,
    pub(super) choose: &'static str,
    pub(super) again: &'static str,
    pub(super) thanks: &'static str,
    pub(super) thanks_what: &'static str,
    pub(super) gone: &'static str,
    pub(super) gone_what: &'static str,
    pub(super) busy: &'static str,
    pub(super) trouble: &'static str,
    pub(super) later: &'static str,
}

/// Those of a language.
pub(super) const fn words(language: Locale) -> &'static Words {
    match language {
        Locale::En => &EN,
        Locale::Tr => &TR,
        Locale::Ar => &AR,
    }
}

static EN: Words = Words {
    name: "English",
    title: "Feedback",
    languages: "Languages",
    intro_before: "A few questions before we begin. Nobody is asked for a name, and nobody can see who answered what.",
    intro_after: "How was the training? Nobody is asked for a name, and nobody can see who answered what.",
    effective: "I found the training effective.",
    steps: ["Not at all", "Rather not", "Partly", "Agree", "Fully agree"],
    open: "You can leave out a question.",
    send: "Send",
    choose: "Choose how effective you found the training.",
    again: "This form was opened some time ago or somewhere else. Check your answers and send it again.",
    thanks: "Thank you. Your answers were counted.",
    thanks_what: "You can close this page.",
    gone: "There is nothing to answer here.",
    gone_what: "The link may be mistyped, or the form was closed. Ask whoever gave it to you.",
    busy: "Many answers came from here at once.",
    trouble: "That did not work just now.",
    later: "Nothing was counted. Send it again in a quarter of an hour.",
};

static TR: Words = Words {
    name: "Türkçe",
    title: "Geri bildirim",
    languages: "Diller",
    intro_before: "Başlamadan önce birkaç soru. Kimseden ad istenmez, kimin ne yanıt verdiği görülemez.",
    intro_after: "Eğitim nasıldı? Kimseden ad istenmez, kimin ne yanıt verdiği görülemez.",
    effective: "Eğitimi etkili buldum.",
    steps: ["Hiç katılmıyorum", "Katılmıyorum", "Kısmen katılıyorum", "Katılıyorum", "Tamamen katılıyorum"],
    open: "Bir soruyu boş bırakabilirsiniz.",
    send: "Gönder",
    choose: "Eğitimi ne kadar etkili bulduğunuzu seçin.",
    again: "Bu form bir süre önce ya da başka bir yerde açılmış. Yanıtlarınızı gözden geçirip yeniden gönderin.",
    thanks: "Teşekkürler. Yanıtlarınız sayıldı.",
    thanks_what: "Bu sayfayı kapatabilirsiniz.",
    gone: "Burada yanıtlanacak bir şey yok.",
    gone_what: "Bağlantı yanlış yazılmış ya da form kapatılmış olabilir. Bağlantıyı size verene sorun.",
    busy: "Buradan aynı anda çok sayıda yanıt geldi.",
    trouble: "Bu şu anda yapılamadı.",
    later: "Hiçbir şey sayılmadı. On beş dakika sonra yeniden gönderin.",
};

static AR: Words = Words {
    name: "العربية",
    title: "آراء المشاركين",
    languages: "اللغات",
    intro_before: "بعض الأسئلة قبل البدء. لا يُطلب اسم من أحد، ولا يمكن معرفة صاحب أي إجابة.",
    intro_after: "كيف كان التدريب؟ لا يُطلب اسم من أحد، ولا يمكن معرفة صاحب أي إجابة.",
    effective: "كان التدريب فعالًا في رأيي.",
    steps: ["لا أوافق إطلاقًا", "لا أوافق", "أوافق جزئيًا", "أوافق", "أوافق تمامًا"],
    open: "يمكن ترك أي سؤال دون إجابة.",
    send: "إرسال",
    choose: "يلزم اختيار مدى فعالية التدريب.",
    again: "فُتحت هذه الاستمارة منذ مدة أو في مكان آخر. تلزم مراجعة الإجابات وإرسالها من جديد.",
    thanks: "شكرًا. تم احتساب الإجابات.",
    thanks_what: "يمكن إغلاق هذه الصفحة.",
    gone: "لا يوجد هنا ما تلزم الإجابة عنه.",
    gone_what: "قد يكون في الرابط خطأ أو تكون الاستمارة مغلقة. يمكن سؤال من أعطى الرابط.",
    busy: "وصلت من هنا إجابات كثيرة في وقت واحد.",
    trouble: "تعذّر ذلك الآن.",
    later: "لم يُحتسب شيء. يمكن الإرسال من جديد بعد ربع ساعة.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_everything_in_its_own_words() {
        let all: Vec<Vec<&str>> = Locale::ALL
            .iter()
            .map(|language| {
                let w = words(*language);
                let mut said = vec![
                    w.name,
                    w.title,
                    w.languages,
                    w.intro_before,
                    w.intro_after,
                    w.effective,
                    w.open,
                    w.send,
                    w.choose,
                    w.again,
                    w.thanks,
                    w.thanks_what,
                    w.gone,
                    w.gone_what,
                    w.busy,
                    w.trouble,
                    w.later,
                ];
                said.extend(w.steps);
                said
            })
            .collect();
        for texts in &all {
            assert!(texts.iter().all(|text| !text.trim().is_empty()));
        }
        for (at, text) in all[0].iter().enumerate() {
            assert!(text != &all[1][at] && text != &all[2][at] && all[1][at] != all[2][at], "{text}");
        }
    }
}
