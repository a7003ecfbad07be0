//! What the form looks like. It works without a script, and shares its style with the other pages that do.

use std::sync::LazyLock;

use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, RETRY_AFTER},
    },
};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use yaninda_shared::{
    users::Locale,
    workshops::{FeedbackPhase, Question},
};

use super::{
    form::Sent,
    words::{Words, words},
};
use crate::survivor::{STYLE, source};

/// Our style by its hash, forms to this origin, and nothing else.
fn policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        format!(
            "default-src 'none'; style-src {}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            source(STYLE)
        )
    });
    &POLICY
}

/// A page in one language.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) language: Locale,
}

/// What a form asks, and what was chosen in it already.
pub(super) struct Asked<'a> {
    pub(super) phase: FeedbackPhase,
    pub(super) questions: &'a [Question],
    pub(super) form: &'a str,
    pub(super) sent: &'a Sent,
    /// Why what was sent is not taken: a form of another time, or something that has to be chosen.
    pub(super) refused: Option<StatusCode>,
}

impl Page {
    fn say(self) -> &'static Words {
        words(self.language)
    }

    /// The form.
    pub(super) fn ask(self, asked: &Asked<'_>) -> HttpResponse {
        let say = self.say();
        let after = asked.phase == FeedbackPhase::After;
        let complaint = asked.refused.map(|why| if why == StatusCode::CONFLICT { say.again } else { say.choose });
        let main = html! {
            p.m { (if after { say.intro_after } else { say.intro_before }) }
            @if let Some(complaint) = complaint { p.e role="alert" { (complaint) } }
            form method="post" autocomplete="off" {
                input type="hidden" name="form" value=(asked.form);
                @if after {
                    fieldset {
                        legend { (say.effective) }
                        @for (step, label) in (1..=5).zip(say.steps) {
                            (option("effective", step, asked.sent.effective == Some(step), html! { (label) }))
                        }
                    }
                }
                @for (number, question) in asked.questions.iter().enumerate() {
                    fieldset {
                        legend dir="auto" { (question.text.as_str()) }
                        @for (choice, text) in (0..).zip(&question.choices) {
                            (option(
                                &format!("q{number}"),
                                i32::from(choice),
                                asked.sent.at(number) == Some(choice),
                                html! { bdi { (text.as_str()) } },
                            ))
                        }
                    }
                }
                @if !asked.questions.is_empty() { p.m.s { (say.open) } }
                button.b.g.a type="submit" { (say.send) }
            }
        };
        self.answer(asked.refused.unwrap_or(StatusCode::OK), &main)
    }

    /// After an answer.
    pub(super) fn thanks(self) -> HttpResponse {
        self.plain(StatusCode::OK, self.say().thanks, self.say().thanks_what)
    }

    /// Nothing to answer: the same bytes for a link that is over, was closed, or never was.
    pub(super) fn gone(self) -> HttpResponse {
        self.plain(StatusCode::NOT_FOUND, self.say().gone, self.say().gone_what)
    }

    /// Too many answers from one place.
    pub(super) fn busy(self, wait: u32) -> HttpResponse {
        let mut answer = self.plain(StatusCode::TOO_MANY_REQUESTS, self.say().busy, self.say().later);
        answer.headers_mut().insert(RETRY_AFTER, wait.into());
        answer
    }

    /// What could not be done now.
    pub(super) fn trouble(self) -> HttpResponse {
        self.plain(StatusCode::SERVICE_UNAVAILABLE, self.say().trouble, self.say().later)
    }

    fn plain(self, status: StatusCode, heading: &str, what: &str) -> HttpResponse {
        self.answer(status, &html! { h2 { (heading) } p.m { (what) } })
    }

    fn answer(self, status: StatusCode, main: &Markup) -> HttpResponse {
        let dir = if self.language == Locale::Ar { "rtl" } else { "ltr" };
        let page = html! {
            (DOCTYPE)
            html lang=(self.language.as_str()) dir=(dir) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="format-detection" content="telephone=no";
                    title { (self.say().title) }
                    link rel="icon" href="data:,";
                    style { (PreEscaped(STYLE)) }
                }
                body { div.p {
                    header.top { h1 { (self.say().title) } (self.languages()) }
                    main { (main) }
                } }
            }
        };
        HttpResponse::build(status)
            .content_type("text/html; charset=utf-8")
            .insert_header((CONTENT_LANGUAGE, self.language.as_str()))
            .insert_header((CONTENT_SECURITY_POLICY, policy()))
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(page.into_string())
    }

    fn languages(self) -> Markup {
        html! {
            nav.l aria-label=(self.say().languages) {
                @for language in Locale::ALL.iter().copied() {
                    a href=(format_args!("?l={language}")) hreflang=(language.as_str()) lang=(language.as_str())
                        aria-current=[(language == self.language).then_some("true")] { (words(language).name) } " "
                }
            }
        }
    }
}

fn option(name: &str, value: i32, chosen: bool, label: Markup) -> Markup {
    html! {
        label.o { input type="radio" name=(name) value=(value) checked[chosen]; span { (label) } }
    }
}
