//! How many mails of the last days are in which state, and why.

use leptos::prelude::*;
use yaninda_shared::mail::{MailCount, MailState};

use crate::{
    appointments::MailTag,
    components::{Row, Rows, Section},
    format,
    i18n::{Label, k, t},
};

/// A row a state, with its reasons.
#[component]
pub(super) fn Counts(counts: Vec<MailCount>) -> impl IntoView {
    let rows = MailState::ALL.iter().filter_map(|state| {
        let of_state: Vec<&MailCount> = counts.iter().filter(|one| one.state == *state).collect();
        let total: i64 = of_state.iter().map(|one| one.count).sum();
        (total > 0).then(|| view! { <State state=*state total=total reasons=reasons(&of_state)/> })
    });
    let rows = rows.collect_view();
    let none = rows.is_empty();
    view! {
        <Section title=t(k::MAIL_COUNTS)>
            {if none {
                view! { <p class="sm muted">{t(k::MAIL_NONE)}</p> }.into_any()
            } else {
                view! { <Rows>{rows}</Rows> }.into_any()
            }}
        </Section>
    }
}

#[component]
fn State(state: MailState, total: i64, reasons: Vec<String>) -> impl IntoView {
    view! {
        <Row>
            <span class="grow" data-test="mail-count" data-state=state.as_str()>
                <MailTag state=state/>
                {reasons.into_iter().map(|reason| view! { <span class="row-text">{reason}</span> }).collect_view()}
            </span>
            <b class="num">{format::number(total)}</b>
        </Row>
    }
}

/// "3 · The e-mail came back."
fn reasons(counts: &[&MailCount]) -> Vec<String> {
    let said = counts.iter().filter_map(|one| Some([&format::number(one.count), one.reason?.label()].join(" · ")));
    said.collect()
}

#[cfg(test)]
mod tests {
    use yaninda_shared::mail::Refusal;

    use super::*;

    #[test]
    fn each_reason_has_its_own_line() {
        let count = |reason, count| MailCount { state: MailState::Failed, reason, count };
        let (a, b) = (count(Some(Refusal::Bounced), 2), count(None, 1));
        assert_eq!(reasons(&[&a, &b]), ["2 · The e-mail came back."]);
    }
}
