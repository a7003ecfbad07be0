//! What every page has: neutral title and icon, the languages, and the way out.

use std::sync::LazyLock;

use actix_web::{HttpResponse, http::StatusCode, http::header::CONTENT_LANGUAGE};
use data_encoding::BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use yaninda_shared::mail::MailLanguage;

use super::{
    icons,
    visit::{Part, query},
};
use crate::words::say;

/// Where "Leave this page" leads: the weather service of the World Meteorological Organization. It exists for every country,
/// asks for no consent and no position, and nobody is surprised to see it on a phone.
pub(super) const ELSEWHERE: &str = "https://worldweather.wmo.int/";

/// Written by us and put in as they are; the policy below allows these bytes and no others.
pub(crate) const STYLE: &str = include_str!("page.css");
/// Leaving takes the place of the page; moving between its parts, and to the page that stops mail and back, does so too, so that
/// there is nothing to go back to. What an answer left behind leaves by itself when somebody goes back to it.
const SCRIPT: &str = include_str!("exit.js");

/// How a policy names a style or script of ours: by its hash.
pub(crate) fn source(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text)))
}

/// Content-Security-Policy: our style and our script by their hashes, forms to this origin, and nothing else.
pub(super) fn policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        format!(
            "default-src 'none'; style-src {}; script-src {}; img-src data:; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'",
            source(STYLE),
            source(SCRIPT)
        )
    });
    &POLICY
}

/// A page in one language.
pub(super) struct Frame<'a> {
    pub(super) language: MailLanguage,
    /// The part that the page shows, so that another language shows the same.
    pub(super) part: Part,
    pub(super) heading: &'a str,
}

impl Frame<'_> {
    /// The answer with this in the middle.
    pub(super) fn answer(&self, status: StatusCode, main: &Markup) -> HttpResponse {
        HttpResponse::build(status)
            .content_type("text/html; charset=utf-8")
            .insert_header((CONTENT_LANGUAGE, self.language.as_str()))
            .body(self.page(main).into_string())
    }

    fn page(&self, main: &Markup) -> Markup {
        let say = |key| say(self.language, key, &[]);
        html! {
            (DOCTYPE)
            html lang=(self.language.as_str()) dir=(direction(self.language)) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex, nofollow";
                    meta name="referrer" content="no-referrer";
                    meta name="color-scheme" content="light dark";
                    meta name="format-detection" content="telephone=no";
                    title { (say("page-title")) }
                    link rel="icon" href="data:,";
                    style { (PreEscaped(STYLE)) }
                    script data-to=(ELSEWHERE) { (PreEscaped(SCRIPT)) }
                }
                body {
                    div.p {
                        header.top {
                            h1 { (say(self.heading)) }
                            (self.languages())
                        }
                        main { (main) }
                        footer {
                            a.b.x id="leave" href=(ELSEWHERE) rel="noreferrer" {
                                (icons::EXIT.draw()) (say("page-leave"))
                            }
                            p.m { (say("page-leave-note")) }
                        }
                    }
                }
            }
        }
    }

    /// All languages behind the present one. A browser that cannot fold them shows them all.
    fn languages(&self) -> Markup {
        html! {
            details.l {
                summary {
                    span.h { (say(self.language, "page-language", &[])) ": " }
                    (name(self.language)) " " (icons::GLOBE.draw())
                }
                ul {
                    @for language in MailLanguage::ALL.iter().copied() {
                        li {
                            a href=(query(Some(language), self.part)) hreflang=(language.as_str())
                                lang=(language.as_str())
                                aria-current=[(language == self.language).then_some("true")] { (name(language)) }
                        }
                    }
                }
            }
        }
    }
}

fn direction(language: MailLanguage) -> &'static str {
    if language.rtl() { "rtl" } else { "ltr" }
}

/// What a language calls itself.
const fn name(language: MailLanguage) -> &'static str {
    match language {
        MailLanguage::En => "English",
        MailLanguage::Tr => "Türkçe",
        MailLanguage::Ar => "العربية",
        MailLanguage::Fa => "فارسی",
        MailLanguage::Ru => "Русский",
        MailLanguage::Uk => "Українська",
        MailLanguage::Fr => "Français",
    }
}
