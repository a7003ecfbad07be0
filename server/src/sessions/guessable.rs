//! Which passwords everybody tries first: known ones, repetitions, runs of keys, and those made of what is known about
//! the person or the product.

use crate::users::row::Person;

/// Known long passwords without punctuation, sorted.
const BLOCKLIST: &str = include_str!("blocklist.txt");

/// Words that add nothing to a password.
const WORDS: &[&str] = &[
    "password",
    "passwort",
    "parola",
    "sifre",
    "şifre",
    "qwerty",
    "letmein",
    "welcome",
    "iloveyou",
    "admin",
    "administrator",
    "changeme",
    "secret",
    "default",
    "yaninda",
    "yanında",
    "byyourside",
    "caseworker",
    "supervisor",
    "galatasaray",
    "fenerbahce",
    "fenerbahçe",
    "besiktas",
    "beşiktaş",
    "istanbul",
    "ankara",
    "turkiye",
    "türkiye",
    "seniseviyorum",
    "demo",
];

const ROWS: &[&str] = &["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "abcdefghijklmnopqrstuvwxyz"];

/// What must be left when known words are taken out.
const REST: usize = 8;

/// Whether a password is too easy to guess.
pub(super) fn is_guessable(text: &str, person: &Person) -> bool {
    let lower: Vec<char> = text.to_lowercase().chars().collect();
    let bare: String = lower.iter().filter(|c| c.is_alphanumeric()).collect();
    let plain: String = bare.chars().map(unleet).collect();
    let listed = |text: &str| BLOCKLIST.lines().collect::<Vec<_>>().binary_search(&text).is_ok();
    is_repetition(&lower) || is_run(&bare) || listed(&bare) || listed(&plain) || made_of_known(&bare, &plain, person)
}

const fn unleet(c: char) -> char {
    match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    }
}

/// Four different characters or fewer, or one piece again and again.
fn is_repetition(text: &[char]) -> bool {
    let mut different = text.to_vec();
    different.sort_unstable();
    different.dedup();
    let again = |period: usize| text.iter().zip(text.iter().skip(period)).all(|(a, b)| a == b);
    different.len() < 5 || (1..=text.len() / 2).any(again)
}

/// Mostly neighbours on the keyboard or in the alphabet, in either direction.
fn is_run(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let next = |a: char, b: char| {
        ROWS.iter().any(|row| row.chars().zip(row.chars().skip(1)).any(|(x, y)| (x, y) == (a, b) || (y, x) == (a, b)))
    };
    let steps = chars.iter().zip(chars.iter().skip(1));
    let runs = steps.clone().filter(|(a, b)| a == b || next(**a, **b)).count();
    runs * 5 >= steps.count() * 4
}

fn made_of_known(bare: &str, plain: &str, person: &Person) -> bool {
    let email = person.email.as_str().to_lowercase();
    let name = person.name.as_str().to_lowercase();
    let parts = email.split(['@', '.', '-', '_', '+']).chain(name.split_whitespace());
    let mut known: Vec<String> = parts.filter(|part| part.chars().count() >= 4).map(str::to_owned).collect();
    known.extend(WORDS.iter().map(|word| (*word).to_owned()));
    // The longest first, so that a part of a word does not hide the word.
    known.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let letters: Vec<(char, char)> = bare.chars().zip(plain.chars()).collect();
    let rest = known.iter().fold(letters.clone(), |rest, word| without(&rest, word));
    let text: String = rest.iter().map(|(typed, _)| typed).collect();
    rest.len() != letters.len() && (rest.len() < REST || is_run(&text))
}

/// The letters, each as typed and as meant, without a word that stands there in either way.
fn without(letters: &[(char, char)], word: &str) -> Vec<(char, char)> {
    let word: Vec<char> = word.chars().collect();
    let mut rest = Vec::with_capacity(letters.len());
    let mut left = letters;
    while let Some((first, others)) = left.split_first() {
        let here = left.split_at_checked(word.len()).filter(|(piece, _)| {
            piece.iter().map(|(typed, _)| typed).eq(&word) || piece.iter().map(|(_, meant)| meant).eq(&word)
        });
        left = match here {
            Some((_, after)) => after,
            None => {
                rest.push(*first);
                others
            }
        };
    }
    rest
}

#[cfg(test)]
mod tests {
    use yaninda_shared::values::{EmailAddress, Name};

    use super::*;

    fn refused(text: &str) -> bool {
        let person = Person {
            name: Name::parse("Deniz Karadeniz").unwrap(),
            email: EmailAddress::parse("deniz.k@office-ankara.example").unwrap(),
        };
        is_guessable(text, &person)
    }

    #[test]
    fn easy_passwords_are_refused_and_passphrases_are_not() {
        for easy in [
            "passwordpassword",
            "Passw0rd12345678",
            "123456789012345",
            "qwertyuiopasdfgh",
            "aaaaaaaaaaaaaaaaaa",
            "abc abc abc abc abc",
            "Correct Horse Battery Staple",
            "karadeniz-deniz-1",
            "deniz.k@office-ankara.example",
            "Yaninda-yaninda-2026",
            "by-your-side-demo",
        ] {
            assert!(refused(easy), "{easy}");
        }
        for good in ["correct-horse-battery", "vişne reçeli ve kaymak", "a lamp in the harbour", "t9#Lq!w2zR5xV&8m"] {
            assert!(!refused(good), "{good}");
        }
    }

    #[test]
    fn the_blocklist_is_sorted_and_bare() {
        let lines: Vec<&str> = BLOCKLIST.lines().collect();
        assert!(lines.len() > 200 && lines.is_sorted());
        assert!(lines.iter().all(|line| line.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())));
    }
}
