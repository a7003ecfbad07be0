//! Looking at what another supervisor has asked for, and deciding it.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    approvals::ApprovalDecision,
    exports::ExportRecord,
    problem::FieldError,
    values::{ShortText, ValueError},
};

use super::screen::Doing;
use crate::{
    components::{
        Button, Kind, Loaded, PrivateForm, Rows, Section, Sheet, TextField, error_of, focus_when_refused, refused_save,
        toast,
    },
    i18n::{Label, k, t},
    store::{Failure, exports},
};

/// Open while something is to be decided.
#[component]
pub(super) fn DecideSheet(doing: Doing) -> impl IntoView {
    // Out here: a refused decision has the request read again, and the form made anew.
    let failure = RwSignal::new(None::<Failure>);
    let content = move || {
        failure.set(None);
        let id = doing.decided.get_untracked()?.id;
        let form = move |request: ExportRecord| view! { <Decide request=request doing=doing failure=failure/> };
        Some(view! { <Loaded reading=exports::one(id) view=form/> })
    };
    view! { <Sheet open=doing.deciding title=t(k::EXPORTS_DECIDE)>{content()}</Sheet> }
}

#[component]
fn Decide(request: ExportRecord, doing: Doing, failure: RwSignal<Option<Failure>>) -> impl IntoView {
    let (note, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    focus_when_refused(failure);
    let stored = StoredValue::new(request.clone());
    let decide = move |approve: bool| {
        let note = match ShortText::parse(&note.get_untracked()) {
            Ok(note) => Some(note),
            Err(ValueError::Empty) if approve => None,
            Err(why) => {
                failure.set(Some(Failure::invalid(vec![FieldError::new("note", why)])));
                return;
            }
        };
        busy.set(true);
        spawn_local(async move {
            match exports::decide(&stored.get_value(), &ApprovalDecision { approve, note }).await {
                Ok(_) => {
                    toast::say(t(k::EXPORTS_DECIDED));
                    doing.deciding.try_set(false);
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let parts: Vec<&str> = request.parts.iter().map(|part| part.label()).collect();
    let facts = [
        (k::EXPORTS_PURPOSE, request.purpose.as_str().to_owned()),
        (k::EXPORTS_RECIPIENT, request.recipient.as_str().to_owned()),
        (k::EXPORTS_PARTS, parts.join(", ")),
    ];
    let cases = request.cases.into_iter().map(|case| view! {
        <li class="row"><span class="grow"><bdi>{case.code_name.as_str().to_owned()}</bdi>" "<span class="row-number" dir="ltr">{case.number}</span></span></li>
    });
    view! {
        // Enter in the note decides nothing.
        <PrivateForm class="sheet-form" submit=|| () busy=busy>
            <div class="sheet-body">
                <dl class="facts">
                    {facts.map(|(label, value)| view! { <div><dt>{t(label)}</dt><dd><bdi>{value}</bdi></dd></div> }).collect_view()}
                    <div><dt>{t(k::EXPORTS_KEY)}</dt><dd class="exports-key" dir="ltr">{request.key.as_str().to_owned()}</dd></div>
                </dl>
                <Section title=t(k::EXPORTS_SCOPE)><Rows>{cases.collect_view()}</Rows></Section>
                <TextField label=t(k::EXPORTS_NOTE) value=note hint=t(k::EXPORTS_NOTE_HINT) error=error_of(failure, "note")/>
                {move || refused_save(failure.get())}
            </div>
            <div class="sheet-foot two">
                <Button wide=true busy=busy on_press=move |()| decide(false) attr:data-test="refuse-export">{t(k::EXPORTS_REFUSE)}</Button>
                <Button kind=Kind::Primary wide=true busy=busy on_press=move |()| decide(true) attr:data-test="approve-export">{t(k::EXPORTS_APPROVE)}</Button>
            </div>
        </PrivateForm>
    }
}
