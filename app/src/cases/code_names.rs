//! Suggested code names: plants, birds and places, never first names of people.

use crate::ids;
use yaninda_shared::ids::CaseId;

const NAMES: [&str; 40] = [
    "Zeytin",
    "Yonca",
    "Palamut",
    "Kavak",
    "Lavanta",
    "Martı",
    "Ardıç",
    "Kestane",
    "Sedir",
    "Turna",
    "Kekik",
    "Çınar",
    "Ihlamur",
    "Meşe",
    "Söğüt",
    "Nergis",
    "Sümbül",
    "Karanfil",
    "Kırlangıç",
    "Serçe",
    "Leylek",
    "Pelikan",
    "Bozkır",
    "Pınar",
    "Yayla",
    "Vadi",
    "Koru",
    "Göl",
    "Dere",
    "Kumsal",
    "Akasya",
    "Defne",
    "Fındık",
    "İncir",
    "Nar",
    "Kiraz",
    "Badem",
    "Çam",
    "Köknar",
    "Erguvan",
];

/// One of them, by chance.
pub(super) fn suggest() -> String {
    let chance =
        ids::new(CaseId::from_parts).uuid().as_bytes().iter().fold(0_usize, |sum, byte| sum + usize::from(*byte));
    NAMES.get(chance % NAMES.len()).copied().unwrap_or("Zeytin").to_owned()
}
