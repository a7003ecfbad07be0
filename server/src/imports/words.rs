//! What the words of a spreadsheet mean: the labels of the app in every language, codes, and what people write for short.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use yaninda_shared::{catalogue, imports::ImportField, text::fold, users::Locale};

use crate::sheets::texts;

/// Where the labels of a field are in the locales.
const LABELS: [(ImportField, &str); 6] = [
    (ImportField::Sex, "sex."),
    (ImportField::CaseStatus, "case_status."),
    (ImportField::CloseReason, "close_reason."),
    (ImportField::Risk, "risk."),
    (ImportField::ServiceType, "service."),
    (ImportField::ServiceStatus, "service_status."),
];

const SHORT: [(ImportField, &str, &str); 17] = [
    (ImportField::Sex, "f", "Female"),
    (ImportField::Sex, "k", "Female"),
    (ImportField::Sex, "woman", "Female"),
    (ImportField::Sex, "girl", "Female"),
    (ImportField::Sex, "kiz", "Female"),
    (ImportField::Sex, "m", "Male"),
    (ImportField::Sex, "e", "Male"),
    (ImportField::Sex, "man", "Male"),
    (ImportField::Sex, "boy", "Male"),
    (ImportField::CaseStatus, "open", "implementation"),
    (ImportField::CaseStatus, "active", "implementation"),
    (ImportField::CaseStatus, "acik", "implementation"),
    (ImportField::CaseStatus, "aktif", "implementation"),
    (ImportField::Risk, "low", "standard"),
    (ImportField::Risk, "dusuk", "standard"),
    (ImportField::Risk, "medium", "raised"),
    (ImportField::Risk, "orta", "raised"),
];

/// By field and folded word; nothing where a word means two things.
static MEANINGS: LazyLock<HashMap<(ImportField, String), Option<String>>> = LazyLock::new(|| {
    let mut meanings: HashMap<(ImportField, String), Option<String>> = HashMap::new();
    let mut add = |field, word: &str, code: &str| {
        let known = meanings.entry((field, fold(word))).or_insert_with(|| Some(code.to_owned()));
        if known.as_deref() != Some(code) {
            *known = None;
        }
    };
    for (field, word, code) in SHORT {
        add(field, word, code);
    }
    for locale in Locale::ALL {
        let labels: BTreeMap<String, String> = serde_json::from_str(texts(*locale)).unwrap_or_default();
        for (field, prefix) in LABELS {
            for (code, label) in labels.iter().filter_map(|(key, label)| Some((key.strip_prefix(prefix)?, label))) {
                if field != ImportField::ServiceType || catalogue::find(code).is_some() {
                    add(field, label, code);
                    add(field, code, code);
                }
            }
        }
    }
    meanings
});

/// The code of a word of this field.
pub(super) fn meaning(field: ImportField, folded: &str) -> Option<&'static str> {
    MEANINGS.get(&(field, folded.to_owned()))?.as_deref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_codes_are_understood_with_turkish_letters_too() {
        let means = |field, word: &str| meaning(field, &fold(word));
        assert_eq!(means(ImportField::Sex, "KADIN"), Some("Female"));
        assert_eq!(means(ImportField::Sex, "E"), Some("Male"));
        assert_eq!(means(ImportField::ServiceType, "KİRA"), Some("HOU.rent"));
        assert_eq!(means(ImportField::ServiceType, "hou.rent"), Some("HOU.rent"));
        assert_eq!(means(ImportField::ServiceStatus, "إيجار"), None);
        assert_eq!(means(ImportField::ServiceStatus, "SAĞLANDI"), Some("delivered"));
        assert_eq!(means(ImportField::Risk, "Yüksek"), Some("high"));
        assert_eq!(means(ImportField::Risk, "very"), None);
    }
}
