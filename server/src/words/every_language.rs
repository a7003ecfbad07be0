//! Holds the texts of all languages against each other, and against what must never stand in one.

use std::collections::{BTreeMap, BTreeSet};

use yaninda_shared::{mail::MailLanguage, text::fold};

use super::approval::{files, keys};

/// Where the word is the same in both languages.
const AS_IN_ENGLISH: &[(MailLanguage, &str)] = &[
    (MailLanguage::Fr, "mail/mail-code-subject"),
    (MailLanguage::Fr, "page/page-messages"),
    (MailLanguage::Fr, "paper/file-protection"),
];

/// The papers' texts. They are not for mails: nobody approves them for sending, and they may say what a mail must not.
const fn paper(language: MailLanguage) -> &'static str {
    match language {
        MailLanguage::En => include_str!("../../locales/en/paper.ftl"),
        MailLanguage::Tr => include_str!("../../locales/tr/paper.ftl"),
        MailLanguage::Ar => include_str!("../../locales/ar/paper.ftl"),
        MailLanguage::Fa => include_str!("../../locales/fa/paper.ftl"),
        MailLanguage::Ru => include_str!("../../locales/ru/paper.ftl"),
        MailLanguage::Uk => include_str!("../../locales/uk/paper.ftl"),
        MailLanguage::Fr => include_str!("../../locales/fr/paper.ftl"),
    }
}

/// Parts of words, folded, that would say who writes, why, or to whom: English, Turkish, French; Arabic and Persian;
/// Russian and Ukrainian.
const TELLING: &str = "survivor victim traffick exploit violen abuse shelter refuge asylum migra smuggl sex prostitut \
    slave labour rescue police court judge lawyer legal law prosecut interpret psych therap counsel doctor clinic hospital \
    medic health permit residen passport visa document case worker social support help assist aid program project ngo \
    foundation associat organi charity office centre center institut agency embassy ministry client benefici yaninda \
    magdur kurban hayatta ticaret insan siddet siginma sigina multeci goc iltica polis mahkeme avukat hukuk savci \
    tercuman psiko terapi doktor klinik hastane saglik izin ikamet pasaport vize belge vaka uzman destek yardim \
    program proje dernek vakif kurulus kurum ofis merkez elcilik bakanlik danisan \
    surviv traite exploitation abri refug avocat juge tribunal procur interpret medec sante sejour passeport dossier social \
    soutien aide fondation organis bureau \
    ضحيه ضحايا ناجي اتجار عنف ماوي ملجا لاجي لجوء هجره شرطه محكمه محام قانون مترجم نفسي طبيب عياده مستشفي صحه اقامه جواز \
    تاشيره وثيقه قضيه دعم مساعده برنامج مشروع منظمه جمعيه موسسه مكتب مركز سفاره وزاره \
    قرباني بازمانده قاچاق خشونت پناه مهاجر پليس دادگاه وكيل حقوق روان پزشك درمان بيمارستان سلامت گذرنامه ويزا پرونده حمايت \
    كمك پروژه سازمان انجمن بنياد دفتر \
    жертв пострадавш потерпевш торгов насил приют убежищ бежен мигра полиц суд адвокат юрист прав перевод псих терап врач \
    клиник больниц здоров жительств паспорт виз документ дело дела помощ поддерж программ проект фонд организац центр \
    офис посольств министерств клиент \
    постраждал торгівл насильств притул біжен поліц адвокат перекладач психо лікар лікарн здоров справ допомог підтрим програм \
    проєкт організац клієнт";

/// Text and variables by file and key.
fn texts(language: MailLanguage) -> BTreeMap<String, (String, BTreeSet<String>)> {
    let mut texts = BTreeMap::new();
    for (file, source) in files(language).chain([("paper", paper(language))]) {
        for key in keys(source) {
            let lines = source.lines().skip_while(|line| !line.starts_with(&format!("{key} =")));
            let more = lines.clone().skip(1).take_while(|line| line.starts_with(' ')).count();
            let lines: Vec<&str> = lines.take(1 + more).collect();
            let text = lines.join("\n").split_once('=').expect("a text").1.trim().to_owned();
            let name = |rest: &str| rest.chars().take_while(char::is_ascii_alphanumeric).collect();
            let variables = text.split('$').skip(1).map(name).collect();
            texts.insert(format!("{file}/{key}"), (text, variables));
        }
    }
    texts
}

/// The words of a text without what is put in.
fn words(text: &str) -> String {
    let mut inside = false;
    text.chars()
        .filter(|c| {
            inside = (inside || *c == '{') && *c != '}';
            !inside && *c != '}'
        })
        .collect()
}

#[test]
fn every_language_has_every_text_with_the_same_values() {
    let english = texts(MailLanguage::En);
    for language in MailLanguage::ALL {
        let texts = texts(*language);
        assert_eq!(texts.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{language:?}");
        for (key, (text, variables)) in &texts {
            assert_eq!(variables, &english[key].1, "{language:?} {key}");
            let same = words(text).chars().any(char::is_alphabetic) && *text == english[key].0;
            let may = *language == MailLanguage::En || AS_IN_ENGLISH.contains(&(*language, key));
            assert!(!same || may, "{language:?} {key} is English");
        }
    }
}

#[test]
fn every_text_is_written_in_its_own_letters() {
    for language in MailLanguage::ALL {
        let latin = |c: char| matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{17f}');
        let fits = |c: char| match language {
            MailLanguage::En => c.is_ascii(),
            MailLanguage::Tr => latin(c) && !"qwxQWX".contains(c),
            MailLanguage::Fr => latin(c) && !"ığşİĞŞ".contains(c),
            MailLanguage::Ar => matches!(c, '\u{621}'..='\u{652}'),
            MailLanguage::Fa => matches!(c, '\u{621}'..='\u{6cc}') && !"كيىة".contains(c),
            MailLanguage::Ru => matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё'),
            MailLanguage::Uk => {
                matches!(c, 'а'..='я' | 'А'..='Я' | 'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ')
                    && !"ыэъЫЭЪ".contains(c)
            }
        };
        for (key, (text, _)) in texts(*language) {
            let foreign: String = words(&text).chars().filter(|c| c.is_alphabetic() && !fits(*c)).collect();
            assert!(foreign.is_empty(), "{language:?} {key}: {foreign}");
        }
    }
}

#[test]
fn no_text_tells_who_writes_or_why() {
    for language in MailLanguage::ALL {
        for (key, (text, _)) in texts(*language).into_iter().filter(|(key, _)| !key.starts_with("paper/")) {
            assert!(!text.contains(['!', '¡', '\u{ff01}', '@']), "{language:?} {key}");
            for word in fold(&words(&text)).split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
                let telling = TELLING.split_ascii_whitespace().map(fold).find(|part| word.starts_with(part.as_str()));
                assert_eq!(telling, None, "{language:?} {key}: {word}");
            }
        }
    }
}
