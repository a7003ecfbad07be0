//! What a column probably holds, by the words of its header in English, Turkish or Arabic.

use super::{ImportField, ImportKind};
use crate::text::fold;

/// Headers as people write them, without marks and in lower case; the first field that has one is meant.
const WORDS: &[(ImportField, &str)] = &[
    (
        ImportField::CodeName,
        "code name|codename|alias|nickname|kod ad|kod adi|kod isim|takma ad|rumuz|اسم رمزي|الاسم الرمزي",
    ),
    (ImportField::GivenNames, "given names|given name|first name|forename|name|ad|adi|isim|الاسم|الاسم الاول"),
    (
        ImportField::FamilyNames,
        "family names|family name|last name|surname|soyad|soyadi|soyisim|اللقب|اسم العايله|الكنيه",
    ),
    (
        ImportField::OtherNames,
        "other names|other name|also known as|full name|name surname|diger adlar|diger ad|ad soyad|adi soyadi|الاسم الكامل|اسما اخري",
    ),
    (ImportField::Sex, "sex|gender|cinsiyet|cinsiyeti|الجنس"),
    (ImportField::BirthDate, "birth date|date of birth|dob|birthday|dogum tarihi|d tarihi|تاريخ الميلاد"),
    (ImportField::BirthYear, "birth year|year of birth|dogum yili|سنه الميلاد"),
    (
        ImportField::Nationality,
        "nationality|nationalities|citizenship|country of origin|uyruk|uyrugu|vatandaslik|ulke|الجنسيه",
    ),
    (ImportField::Languages, "languages|language|spoken languages|dil|diller|konustugu diller|اللغات|اللغه"),
    (
        ImportField::Phone,
        "phone|phone number|telephone|mobile|cell|telefon|telefon numarasi|cep telefonu|cep|الهاتف|رقم الهاتف",
    ),
    (ImportField::Email, "email|e mail|mail|e posta|eposta|e posta adresi|البريد الالكتروني"),
    (
        ImportField::Reference,
        "reference|own number|file number|file no|id|no|number|external id|dosya no|dosya numarasi|sira no|kayit no|رقم الملف|الرقم",
    ),
    (ImportField::CaseStatus, "case status|status|durum|durumu|vaka durumu|الحاله"),
    (
        ImportField::OpenedOn,
        "opened on|opened|date opened|opening date|registered on|registration date|intake date|acilis tarihi|kayit tarihi|basvuru tarihi|تاريخ الفتح|تاريخ التسجيل",
    ),
    (ImportField::ClosedOn, "closed on|closed|date closed|closing date|kapanis tarihi|تاريخ الاغلاق"),
    (ImportField::CloseReason, "close reason|reason for closing|closing reason|kapanis nedeni|سبب الاغلاق"),
    (ImportField::Risk, "risk|risk level|risk duzeyi|risk seviyesi|مستوي الخطر|الخطر"),
    (
        ImportField::Worker,
        "worker|caseworker|case worker|worker e mail|sorumlu|sorumlunun e postasi|vaka calisani|sorumlu kisi|calisan|الاخصايي|بريد الاخصايي|الموظف المسوول",
    ),
    (ImportField::ConsentOn, "consent|consent on|consent date|onam tarihi|riza tarihi|acik riza tarihi|تاريخ الموافقه"),
    (ImportField::Summary, "summary|notes|note|remarks|comments|ozet|notlar|not|aciklama|الملخص|ملاحظات"),
    (
        ImportField::Case,
        "case|case number|case no|file number|file no|reference|id|vaka|vaka no|vaka numarasi|dosya no|dosya numarasi|رقم الحاله|رقم الملف|الحاله",
    ),
    (
        ImportField::ServiceType,
        "service|service type|type|type of service|assistance|hizmet|hizmet turu|hizmet tipi|destek turu|tur|destek|الخدمه|نوع الخدمه",
    ),
    (ImportField::ServiceStatus, "service status|status|durum|durumu|hizmet durumu|حاله الخدمه"),
    (
        ImportField::Day,
        "day|date|service date|date of service|delivered on|tarih|hizmet tarihi|verildigi tarih|التاريخ|تاريخ الخدمه",
    ),
    (ImportField::Quantity, "quantity|amount of units|units|count|miktar|adet|sayi|الكميه|العدد"),
    (ImportField::Cost, "cost|amount|price|total|tutar|maliyet|ucret|bedel|المبلغ|التكلفه"),
    (ImportField::Currency, "currency|para birimi|doviz|العمله"),
    (ImportField::Fund, "fund|fund code|project|donor|fon|fon kodu|proje|الصندوق|الممول"),
    (
        ImportField::Provider,
        "provider|service provider|partner|organisation|saglayan|saglayici|kurum|kurulus|الجهه|مقدم الخدمه",
    ),
    (ImportField::Place, "place|location|address|yer|adres|المكان"),
    (ImportField::Note, "note|notes|remarks|comments|not|notlar|aciklama|ملاحظات|ملاحظه"),
];

/// A field for each column; no field twice, the leftmost column has it.
#[must_use]
pub fn guess(kind: ImportKind, headers: &[String]) -> Vec<Option<ImportField>> {
    let mut taken = Vec::new();
    let mut guessed = Vec::new();
    for header in headers {
        let header = fold(header);
        let fits = |(field, words): &&(ImportField, &str)| {
            field.kind() == kind && !taken.contains(field) && words.split('|').any(|word| word == header)
        };
        let found = WORDS.iter().find(fits).map(|(field, _)| *field);
        taken.extend(found);
        guessed.push(found);
    }
    guessed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: ImportKind, headers: &[&str]) -> Vec<Option<&'static str>> {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        guess(kind, &headers).into_iter().map(|field| field.map(ImportField::as_str)).collect()
    }

    #[test]
    fn headers_of_three_languages_are_understood() {
        let cases = of(
            ImportKind::Cases,
            &["Dosya No", "ADI", "SOYADI", "CİNSİYETİ", "Doğum Tarihi", "Uyruk", "Açılış Tarihi", "xyz"],
        );
        let fields = ["reference", "given_names", "family_names", "sex", "birth_date", "nationality", "opened_on"];
        assert_eq!(cases, fields.map(Some).into_iter().chain([None]).collect::<Vec<_>>());
        let services = of(ImportKind::Services, &["رقم الملف", "نوع الخدمة", "التاريخ", "المبلغ"]);
        assert_eq!(services, ["case", "service_type", "day", "cost"].map(Some));
        assert_eq!(
            of(ImportKind::Services, &["Case", "Type", "Date", "Date"]),
            [Some("case"), Some("service_type"), Some("day"), None]
        );
    }

    #[test]
    fn every_word_is_written_as_it_is_compared() {
        for (field, words) in WORDS {
            for word in words.split('|') {
                assert_eq!(fold(word), word, "{field}");
            }
        }
        assert!(ImportField::ALL.iter().all(|field| WORDS.iter().any(|(known, _)| known == field)));
    }
}
