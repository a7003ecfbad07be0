//! Signatures (DKIM), checked by a program of others. The keys are for these tests alone.

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use yaninda::mail::{DkimError, DkimKey, MailDomain, compose, sign};

use crate::{every_mail::every_mail, readers};

const RSA: (&str, &str) = (include_str!("keys/rsa.pem"), include_str!("keys/rsa.txt"));
const RSA_OLDER_FORM: (&str, &str) = (include_str!("keys/rsa_older_form.pem"), include_str!("keys/rsa.txt"));
const ED25519: (&str, &str) = (include_str!("keys/ed25519.pem"), include_str!("keys/ed25519.txt"));

fn domain() -> MailDomain {
    MailDomain::parse("post.randevu.example").expect("a domain")
}

#[test]
fn every_mail_can_be_signed_and_no_signature_outlives_a_change() {
    let (mut asked, mut expected) = (Vec::new(), Vec::new());
    for (pem, record) in [RSA, RSA_OLDER_FORM, ED25519] {
        let key = DkimKey::parse(pem, "k2026", &domain()).expect("a key");
        // The letters make no difference to a signature; one language of each form of the body is enough.
        for mail in every_mail().iter().filter(|mail| ["en", "ar"].contains(&mail.content.language.as_str())) {
            let mut message = compose(&mail.envelope, &mail.content).expect("a mail");
            sign(&mut message, &key);
            let signed = String::from_utf8(message.formatted()).expect("ASCII");
            let headers = signed.split("\r\n\r\n").next().expect("headers");
            assert_eq!(headers.matches("DKIM-Signature:").count(), 1, "{headers}");
            let other_day = signed.replacen("Date: Mon, 23", "Date: Mon, 24", 1);
            let other_stop = match signed.contains("\r\nList-Unsubscribe:") {
                true => signed.replacen("\r\nList-Unsubscribe: <https", "\r\nList-Unsubscribe: <http", 1),
                false => {
                    signed.replacen("\r\nSubject:", "\r\nList-Unsubscribe: <https://other.example/>\r\nSubject:", 1)
                }
            };
            let body = signed.find("\r\n\r\n--").expect("a body") + 6;
            let other_body = format!("{}x{}", &signed[..body], &signed[body..]);
            for (mail, good) in [(signed, true), (other_day, false), (other_stop, false), (other_body, false)] {
                asked.push(json!({ "mail": BASE64_STANDARD.encode(mail), "record": record.trim() }));
                expected.push(good);
            }
        }
    }
    assert_eq!(readers::python("check_signature.py", &Value::from(asked)), json!(expected));
}

#[test]
fn a_key_that_cannot_sign_is_refused_at_once() {
    let parse = |pem: &str| DkimKey::parse(pem, "k2026", &domain());
    assert!(matches!(parse(include_str!("keys/rsa_short.pem")), Err(DkimError::Short)));
    assert!(matches!(parse(include_str!("keys/other_kind.pem")), Err(DkimError::Kind)));
    for broken in ["", "no key", &RSA.0[..400], "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
        assert!(matches!(parse(broken), Err(DkimError::Form)), "{broken:?}");
    }
    for selector in ["", "a b", "a;b", "k\r\nBcc:", &"k".repeat(64)] {
        let key = DkimKey::parse(ED25519.0, selector, &domain());
        assert!(matches!(key, Err(DkimError::Selector)), "{selector:?}");
    }
}

#[test]
fn a_key_does_not_show_itself() {
    let key = DkimKey::parse(RSA.0, "k2026", &domain()).expect("a key");
    assert_eq!(format!("{key:?}"), "<DKIM key>");
    let short = DkimKey::parse(include_str!("keys/rsa_short.pem"), "k2026", &domain()).expect_err("too short");
    assert!(!format!("{short:?} {short}").contains("MII"));
}
