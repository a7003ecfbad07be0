//! Words that may stand in a mail to a survivor.

use std::{collections::HashSet, fmt, sync::LazyLock};

use serde::{Deserialize, Serialize};

use super::{ShortText, ValueError};
use crate::text::{fold, words};

/// Few words that give nothing away, such as "the usual place": no digits, no punctuation that addresses and links are
/// made of, none of the words that addresses are made of, none that says who helps or with what. The server also refuses
/// names it knows.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 1, max_length = 40))]
pub struct NeutralPhrase(String);

/// What addresses are made of, folded: Turkish, English, French; then Arabic, Persian, Russian and Ukrainian.
const ADDRESS_WORDS: &str = "sokak sokagi sok cadde caddesi cad mahalle mahallesi mah bulvar bulvari apartman apartmani apt kat daire \
    no blok street str road avenue ave lane square floor flat building rue boulevard bd etage immeuble \
    شارع حي بناء بنايه طابق زقاق خيابان كوچه پلاك ساختمان طبقه \
    улица ул проспект переулок дом квартира этаж вулиця вул провулок будинок поверх";

/// How words begin that say who helps or with what, in the languages of the mails: Turkish, English, French, Arabic, Persian,
/// Russian, Ukrainian.
const SERVICE_STEMS: &str = "polis karakol jandarma sığın konukev barınma mahkeme adliye savcı avukat hukuk hastane klinik doktor \
    psikolo terapi derne vakıf vakfı konsolos elçili büyükelçi göçmen mülteci mağdur şiddet danışma sosyal ticaret emniyet \
    police shelter refuge court prosecut lawyer attorney legal hospital clinic doctor psycholog psychiatr therap counsel \
    charit foundation associat embass consul migra immigra asylum victim traffick violen welfare social \
    commissariat gendarm tribunal avocat juridi hôpital cliniqu médecin thérap fondation ambassad préfect asile \
    شرطة ملجأ محكمة محام مستشفى عيادة طبيب نفسي جمعية مؤسسة سفارة قنصل هجرة لجوء لاجئ ضحية ضحايا اتجار \
    پلیس کلانتر پناه دادگاه وکیل وکلا بیمارستان درمانگاه کلینیک پزشک روانشناس انجمن بنیاد سفارت کنسول مهاجر قربان قاچاق دادگستر بهزیست \
    полиц приют убежищ прокур адвокат юрист юридич больниц клиник поликлин врач психол ассоциац посольств консул миграц \
    беженц жертв насили торговл социал судеб фонд \
    поліц притул лікар клінік асоціац міграц біжен насил торгівл соціал судов";

/// The same of words too short to go by how they begin.
const SERVICE_WORDS: &str =
    "göç stk bm ngo iom unhcr şönim suç suçlu law loi cour traite суд суда суде суді суду судом";

/// Those that must be the whole word, and those it must not begin with; folded once.
static TELLING: LazyLock<(HashSet<String>, Vec<String>)> = LazyLock::new(|| {
    let whole = [ADDRESS_WORDS, SERVICE_WORDS].iter().flat_map(|list| list.split_ascii_whitespace());
    (whole.map(fold).collect(), SERVICE_STEMS.split_ascii_whitespace().map(fold).collect())
});

/// What Arabic words may begin with: and, then, in, as, for, the.
const ARABIC_BEGINNINGS: [&str; 12] = ["وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ل"];

/// Whether a folded word tells where, who helps, or with what.
fn tells(word: &str) -> bool {
    let (whole, stems) = &*TELLING;
    let begins = |word: &str| stems.iter().any(|stem| word.starts_with(stem));
    let rest = |beginning: &&str| word.strip_prefix(beginning);
    whole.contains(word) || begins(word) || ARABIC_BEGINNINGS.iter().filter_map(rest).any(begins)
}

impl NeutralPhrase {
    /// Most characters it may have.
    pub const MAX: usize = 40;

    /// Trims and checks a phrase, and leaves one space between words. Errors: those of a line of text, `TooLong`,
    /// `NotNeutral`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let phrase = Self::of_form(text)?;
        if phrase.tells() { Err(ValueError::NotNeutral) } else { Ok(phrase) }
    }

    /// Whether one of its words tells where, who helps, or with what. Asked where a phrase is chosen: one that was chosen before
    /// such a word was known can still be read.
    #[must_use]
    pub fn tells(&self) -> bool {
        words(&self.0).iter().any(|word| tells(word))
    }

    fn of_form(text: &str) -> Result<Self, ValueError> {
        let text = ShortText::parse(text)?;
        let text = text.as_str();
        if text.chars().count() > Self::MAX {
            return Err(ValueError::TooLong);
        }
        let plain = |c: char| c.is_alphabetic() || is_mark(c) || matches!(c, ' ' | '-' | '\'' | '’' | '\u{200c}');
        if !text.chars().all(plain) {
            return Err(ValueError::NotNeutral);
        }
        // Mail headers do not keep more than one.
        Ok(Self(text.split_whitespace().collect::<Vec<_>>().join(" ")))
    }

    /// The phrase.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

impl TryFrom<String> for NeutralPhrase {
    type Error = ValueError;
    fn try_from(text: String) -> Result<Self, ValueError> {
        Self::of_form(&text)
    }
}

impl From<NeutralPhrase> for String {
    fn from(phrase: NeutralPhrase) -> String {
        phrase.0
    }
}

impl fmt::Debug for NeutralPhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<phrase of {} characters>", self.0.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreed_words_are_taken() {
        for phrase in [
            "the usual place",
            "Her zamanki yer",
            "المكان المعتاد",
            "جای همیشگی",
            "обычное место",
            "l'endroit habituel",
            "chez un ami",
            "près d'un parc",
            "chez le traiteur",
        ] {
            assert!(NeutralPhrase::parse(phrase).is_ok(), "{phrase}");
        }
        assert_eq!(
            NeutralPhrase::parse("  the   usual place ").as_ref().map(NeutralPhrase::as_str),
            Ok("the usual place")
        );
        // What was chosen before a word was known to tell something is read as it is.
        let chosen = NeutralPhrase::try_from("the police station".to_owned());
        assert!(chosen.is_ok_and(|phrase| phrase.tells()));
    }

    #[test]
    fn what_says_who_helps_or_with_what_is_refused() {
        for phrase in [
            "the police station",
            "Women's Shelter",
            "Kadın Sığınmaevi",
            "Göç İdaresi",
            "Umut Derneği",
            "Kızılay Vakfı",
            "karakolun önü",
            "palais de la Cour",
            "l’hôpital",
            "l'avocat",
            "مركز الشرطة",
            "المحكمة",
            "بالمحكمة",
            "للشرطة",
            "insan ticareti",
            "قاچاق انسان",
            "торговля людьми",
            "social worker",
            "پناهگاه",
            "у здания суда",
            "біля суду",
            "Лікарня",
        ] {
            assert_eq!(NeutralPhrase::parse(phrase), Err(ValueError::NotNeutral), "{phrase}");
        }
    }

    #[test]
    fn what_looks_like_an_address_or_a_link_is_refused() {
        for phrase in [
            "Bağdat Caddesi",
            "Gül Sok",
            "12 Rose",
            "room 4",
            "Main Street",
            "شارع النصر",
            "улица Мира",
            "a@b",
            "www.example.org",
            "Kadıköy, Moda",
            "kapı no beş",
        ] {
            assert_eq!(NeutralPhrase::parse(phrase), Err(ValueError::NotNeutral), "{phrase}");
        }
        assert_eq!(NeutralPhrase::parse(&"a".repeat(41)), Err(ValueError::TooLong));
        assert_eq!(NeutralPhrase::parse("a\nb"), Err(ValueError::ControlCharacter));
    }
}
