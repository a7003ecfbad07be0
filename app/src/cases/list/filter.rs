//! The sheet of filters: what is chosen here holds after "Show"; a name keeps it as a view.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    cases::{CaseFilter, CaseStatus, OfWorker, Risk},
    catalogue::Category,
    ids::ViewId,
    policy::{Action, Relation},
    sessions::{ViewDraft, ViewRecord},
    users::Colleague,
    values::{Country, ShortText},
};

use super::views::Shown;
use crate::{
    components::{
        Button, ChipRadios, IconButton, Kind, PrivateForm, Row, Rows, Section, SelectField, TextField, enum_options,
        toast,
    },
    forms::Options,
    i18n::{k, t, tn},
    ids,
    store::{Reading, session, sessions},
};

/// Days without contact that can be chosen.
const QUIET: [u16; 4] = [14, 30, 60, 90];

/// What is chosen, as its controls hold it: "" is anything.
#[derive(Clone, Copy)]
struct Chosen {
    status: RwSignal<String>,
    risk: RwSignal<Option<String>>,
    worker: RwSignal<String>,
    country: RwSignal<String>,
    need: RwSignal<String>,
    quiet: RwSignal<Option<String>>,
    name: RwSignal<String>,
}

impl Chosen {
    fn of(filter: &CaseFilter) -> Self {
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        let choice = |text: Option<String>| RwSignal::new(Some(text.unwrap_or_default()));
        Self {
            status: text(filter.status.map(|status| status.as_str().to_owned())),
            risk: choice(filter.risk.map(|risk| risk.as_str().to_owned())),
            worker: text(filter.worker.map(String::from)),
            country: text(filter.nationality.as_ref().map(|country| country.as_str().to_owned())),
            need: text(filter.need.map(|need| need.as_str().to_owned())),
            quiet: choice(filter.quiet_days.map(|days| days.to_string())),
            name: text(None),
        }
    }

    /// The filter; what is switched outside the sheet stays.
    fn read(self, before: CaseFilter) -> CaseFilter {
        CaseFilter {
            status: CaseStatus::from_code(&self.status.get_untracked()),
            risk: self.risk.get_untracked().and_then(|risk| Risk::from_code(&risk)),
            worker: self.worker.get_untracked().parse::<OfWorker>().ok(),
            nationality: Country::parse(&self.country.get_untracked()).ok(),
            need: Category::from_code(&self.need.get_untracked()),
            quiet_days: self.quiet.get_untracked().and_then(|days| days.parse().ok()),
            ..before
        }
    }
}

/// The content of the sheet.
#[component]
pub(super) fn Filters(
    shown: Shown,
    views: Reading<Vec<ViewRecord>>,
    people: Reading<Vec<Colleague>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let chosen = Chosen::of(&shown.get_untracked());
    let any = || t(k::CASES_ANY).to_owned();
    let radio = |first: (String, String), rest: Vec<(String, String)>| {
        let all = std::iter::once(first).chain(rest);
        all.map(|(value, label)| (value, label, None)).collect::<Vec<_>>()
    };
    let quiet = QUIET.iter().map(|days| (days.to_string(), tn(k::COUNT_DAYS, (*days).into()))).collect();
    let all = session::may(Action::CaseRead, Relation::Office);
    let workers = Signal::derive(move || workers(people));
    let show = move || {
        let filter = chosen.read(shown.get_untracked());
        if let Ok(name) = ShortText::parse(&chosen.name.get_untracked()) {
            spawn_local(keep(untrack(|| views.get()).unwrap_or_default(), ViewDraft { name, filter: filter.clone() }));
        }
        shown.set(filter);
        open.set(false);
    };
    let clear = move |()| {
        shown.clear();
        open.set(false);
    };
    view! {
        <PrivateForm class="sheet-form" submit=show>
            <div class="sheet-body">
                <ChipRadios legend=t(k::OPEN_RISK) value=chosen.risk options=radio((String::new(), any()), enum_options(Risk::ALL, Risk::as_str))/>
                <ChipRadios legend=t(k::CASES_QUIET_FOR) value=chosen.quiet options=radio((String::new(), any()), quiet)/>
                <SelectField label=t(k::CASE_STATUS) value=chosen.status options=enum_options(CaseStatus::ALL, CaseStatus::as_str) empty=any()/>
                <SelectField label=t(k::CASES_NEED) value=chosen.need options=enum_options(Category::ALL, Category::as_str) empty=any()/>
                {all.then(|| view! { <SelectField label=t(k::CASE_WORKER) value=chosen.worker options=workers empty=any()/> })}
                <SelectField label=t(k::OPEN_COUNTRY) value=chosen.country options=Options::Countries.all() empty=any()/>
                <TextField label=t(k::CASES_VIEW_NAME) hint=t(k::CASES_VIEW_HINT).to_owned() value=chosen.name optional=true/>
                {move || views.get().filter(|views| !views.is_empty()).map(|views| view! {
                    <Section title=t(k::CASES_VIEWS)>
                        <Rows>{views.into_iter().map(|view| view! { <SavedView view=view/> }).collect_view()}</Rows>
                    </Section>
                })}
            </div>
            <div class="sheet-foot two">
                <Button on_press=clear>{t(k::CASES_CLEAR)}</Button>
                <Button kind=Kind::Primary submit=true>{t(k::CASES_SHOW)}</Button>
            </div>
        </PrivateForm>
    }
}

#[component]
fn SavedView(view: ViewRecord) -> impl IntoView {
    let name = view.draft.name.as_str().to_owned();
    let shown = name.clone();
    let draft = StoredValue::new(view.draft);
    let id = view.id;
    let remove = move |()| {
        spawn_local(async move {
            match sessions::remove_view(id).await {
                Ok(()) => {
                    let again = draft.try_get_value();
                    let undo = move |()| {
                        if let Some(draft) = again.clone() {
                            spawn_local(keep(Vec::new(), draft));
                        }
                    };
                    toast::say_with(t(k::CASES_VIEW_REMOVED), t(k::ACTION_UNDO), Callback::new(undo));
                }
                Err(failure) => toast::say(failure.message()),
            }
        });
    };
    view! {
        <Row>
            <bdi class="grow">{shown}</bdi>
            <IconButton icon="trash" label=t(k::ACTION_REMOVE).to_owned() + " " + &name on_press=remove/>
        </Row>
    }
}

/// Saves a view; one of the same name is changed.
async fn keep(views: Vec<ViewRecord>, draft: ViewDraft) {
    let same = views.into_iter().find(|view| view.draft.name == draft.name);
    let (id, version) = same.map_or_else(|| (ids::new(ViewId::from_parts), None), |view| (view.id, Some(view.version)));
    match sessions::save_view(id, version, &draft).await {
        Ok(_) => toast::say(t(k::CASES_VIEW_SAVED)),
        Err(failure) => toast::say(failure.message()),
    }
}

fn workers(people: Reading<Vec<Colleague>>) -> Vec<(String, String)> {
    let all = people.get().unwrap_or_default().into_iter();
    let works = |person: &Colleague| yaninda_shared::policy::allows(person.role, Action::CaseRead, Relation::Worker);
    let nobody = std::iter::once((String::from(OfWorker::Nobody), t(k::OVERVIEW_NO_WORKER).to_owned()));
    nobody.chain(all.filter(works).map(|person| (person.id.to_string(), person.name.as_str().to_owned()))).collect()
}
