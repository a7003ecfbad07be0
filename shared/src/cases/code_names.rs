//! Suggested code names: plants, birds and places, never first names of people.

/// Suggested code names.
#[rustfmt::skip]
pub const CODE_NAMES: &[&str] = &[
    "Zeytin", "Palamut", "Kavak", "Lavanta", "Ardıç", "Kestane", "Sedir", "Kekik", "Ihlamur", "Söğüt", "Çilek",
    "Papatya", "Begonya", "Ortanca", "Sardunya", "Petunya", "Kasımpatı", "Gelincik", "Zambak", "Fesleğen", "Nane",
    "Adaçayı", "Biberiye", "Rezene", "Maydanoz", "Dereotu", "Isırgan", "Eğrelti", "Sarmaşık", "Hanımeli", "Zakkum",
    "Sığla", "Gürgen", "Dişbudak", "Karaağaç", "Akçaağaç", "Huş", "Servi", "Ladin", "Kızılçam", "Karaçam", "Köknar",
    "Ceviz", "Fındık", "Badem", "İncir", "Ayva", "Armut", "Elma", "Erik", "Kayısı", "Şeftali", "Vişne", "Dut",
    "Böğürtlen", "Ahududu", "Kızılcık", "Muşmula", "Üzüm", "Karpuz", "Kavun", "Limon", "Portakal", "Mandalina",
    "Turunç", "Akasya", "Erguvan", "Kırlangıç", "Serçe", "Leylek", "Pelikan", "Saka", "İspinoz", "Baştankara",
    "Ağaçkakan", "İbibik", "Yalıçapkını", "Flamingo", "Karabatak", "Balıkçıl", "Kaşıkçı", "Kuğu", "Keklik",
    "Bıldırcın", "Sülün", "Guguk", "Sığırcık", "Kızılgerdan", "Çalıkuşu", "Bülbül", "Güvercin", "Çulluk", "Kerkenez",
    "Atmaca", "Baykuş", "Bozkır", "Vadi", "Koru", "Dere", "Kumsal", "Çamlık", "Kaynak", "Liman", "Fener", "Köprü",
    "Değirmen", "Koy", "Adacık", "Tepe", "Yamaç", "Ova", "Plato", "Kanyon", "Gölet", "Sazlık", "Bostan", "Bahçe",
    "Harman", "Avlu", "Kale",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_many_and_none_is_the_first_name_of_people() {
        let names: BTreeSet<&str> = CODE_NAMES.iter().copied().collect();
        assert_eq!(names.len(), CODE_NAMES.len());
        assert!(names.len() >= 100);
        for person in ["Defne", "Nergis", "Pınar", "Çınar", "Yonca", "Yasemin", "Deniz", "Menekşe", "Kiraz", "Şahin"]
        {
            assert!(!names.contains(person), "{person}");
        }
    }
}
