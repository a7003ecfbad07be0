//! The parts of an appointment's page: the question, what was answered, and the form for another time.

use maud::{Markup, html};
use yaninda_shared::{
    appointments::{Answer, AnswerKind, AppointmentState},
    mail::MailLanguage,
    values::{LocalTime, ShortText, Stamp},
};

use super::{
    icons,
    link::Behind,
    said::Unclear,
    stop,
    visit::{Part, Visit},
};
use crate::{
    mail,
    problem::ApiResult,
    words::{dates, say},
};

/// An appointment as it is shown to the person, in one language.
pub(super) struct Shown<'a> {
    pub(super) visit: &'a Visit,
    pub(super) language: MailLanguage,
    pub(super) behind: &'a Behind,
    pub(super) starts: LocalTime,
    pub(super) answer: Option<Answer>,
    /// Other times that have not passed.
    pub(super) offered: Vec<LocalTime>,
}

/// What was typed into the form and not taken.
pub(super) struct Returned<'a> {
    pub(super) why: Unclear,
    pub(super) words: &'a str,
}

impl<'a> Shown<'a> {
    pub(super) fn of(visit: &'a Visit, behind: &'a Behind, now: Stamp) -> ApiResult<Self> {
        Ok(Self {
            visit,
            language: visit.language(behind.language()),
            behind,
            starts: behind.row.local()?,
            answer: behind.row.answer(&behind.key)?,
            offered: behind.offered(now)?,
        })
    }

    /// The part that was asked for; what was answered, if it was.
    pub(super) fn part(&self) -> Markup {
        match (self.visit.part, &self.answer) {
            (Part::Another, _) => self.another(None),
            (Part::First, Some(answer)) => self.answered(answer),
            _ if self.behind.is_off() => self.another(None),
            (Part::First | Part::Change, _) => self.question(),
        }
    }

    fn say(&self, key: &str) -> String {
        say(self.language, key, &[])
    }

    fn when(&self, at: LocalTime) -> String {
        let (day, time) = (dates::short_day(self.language, at), dates::time(self.language, at));
        say(self.language, "mail-when", &[("day", &day), ("time", &time)])
    }

    /// Day, time, and the words for the place.
    fn card(&self) -> Markup {
        html! {
            section.c {
                p.d { (dates::short_day(self.language, self.starts)) }
                p.t { time datetime=(self.starts) { (dates::time(self.language, self.starts)) } }
                @if let Some(place) = self.place() {
                    p.m { (icons::PIN.draw()) " " bdi { (place) } }
                }
            }
        }
    }

    fn place(&self) -> Option<String> {
        self.behind.details.mail_place.as_ref().map(|place| mail::place(self.language, place))
    }

    /// Three answers of equal weight.
    fn question(&self) -> Markup {
        let choice = |kind: AnswerKind, icon: icons::Icon| {
            html! {
                form method="post" {
                    button.b type="submit" name="answer" value=(kind.as_str()) {
                        (icon.draw()) (self.say(label(kind)))
                    }
                }
            }
        };
        html! {
            (self.card())
            h2 { (self.say("page-ask")) }
            (choice(AnswerKind::Coming, icons::CHECK))
            a.b href=(self.visit.query(Part::Another)) {
                (icons::CLOCK.draw()) (self.say(label(AnswerKind::AnotherTime)))
            }
            (choice(AnswerKind::NotComing, icons::CROSS))
            p.m.s { (self.say("page-optional")) }
            (self.stop())
        }
    }

    fn answered(&self, answer: &Answer) -> Markup {
        let label = self.say(label(answer.kind));
        html! {
            @if self.behind.is_off() { p.m { (self.now()) } } @else { (self.card()) }
            section.n {
                p.d { (icons::DONE.draw()) " " (self.say("page-thanks")) }
                p { (say(self.language, "page-answer", &[("answer", &label)])) }
                // Neither the time that was chosen nor that something was written: somebody else may open the link later.
                @if self.behind.is_off() {
                    p { b { (self.say("page-not-agreed")) } }
                } @else if answer.kind != AnswerKind::Coming {
                    p { (self.say("page-pending")) }
                }
            }
            a.b href=(self.visit.query(Part::Change)) { (self.say("page-change")) }
            @if !self.behind.is_off() { p.m.s { (self.say("page-changeable")) } }
            (self.stop())
        }
    }

    /// The times that are offered, and room for a few words.
    pub(super) fn another(&self, returned: Option<&Returned<'_>>) -> Markup {
        let complaint = returned.map(|returned| match returned.why {
            Unclear::TooLong => "page-too-long",
            Unclear::NoTime | Unclear::Nothing => "page-choose",
        });
        html! {
            p.m { (self.now()) }
            form method="post" autocomplete="off" {
                @if let Some(complaint) = complaint {
                    p.e id="e" role="alert" { (self.say(complaint)) }
                }
                @if self.offered.is_empty() {
                    h2 { (self.say("page-suits")) }
                    input type="hidden" name="slot" value="";
                } @else {
                    fieldset {
                        legend { (self.say("page-suits")) }
                        @for slot in &self.offered {
                            (option(&slot.to_string(), &self.when(*slot)))
                        }
                        (option("", &self.say("page-none")))
                    }
                }
                label.f for="w" { (self.say("page-message")) }
                p.m.s id="h" { (self.say("page-message-hint")) }
                textarea id="w" name="message" rows="3" maxlength=(ShortText::MAX) autocomplete="off"
                    aria-describedby=(if complaint.is_some() { "h e" } else { "h" }) {
                    (returned.map_or("", |returned| returned.words))
                }
                input type="hidden" name="answer" value=(AnswerKind::AnotherTime.as_str());
                div.w {
                    @if !self.behind.is_off() {
                        a.b href=(self.visit.query(Part::First)) { (self.say("page-back")) }
                    }
                    button.b.g type="submit" { (self.say("page-send")) }
                }
            }
        }
    }

    /// How it stands with the appointment, in one line.
    fn now(&self) -> String {
        let key = match self.behind.row.state {
            AppointmentState::Cancelled => "mail-line-cancellation",
            AppointmentState::Missed => "mail-line-missed",
            AppointmentState::Planned | AppointmentState::Attended | AppointmentState::Excused => "page-now",
        };
        say(self.language, key, &[("when", &self.when(self.starts))])
    }

    fn stop(&self) -> Markup {
        html! { p { a.q.s href=(stop::path(self.visit)) { (self.say("page-stop-link")) } } }
    }
}

/// The words of an answer, in the first person: they fit whoever gives it.
const fn label(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Coming => "page-coming",
        AnswerKind::AnotherTime => "page-another-time",
        AnswerKind::NotComing => "page-not-coming",
    }
}

fn option(value: &str, label: &str) -> Markup {
    html! { label.o { input type="radio" name="slot" value=(value); span { (label) } } }
}
