//! The first step: what the rows are, and the file. Below it the template, and what was brought in before.

use leptos::{ev::Event, prelude::*};
use web_sys::{File, HtmlInputElement};
use yaninda_shared::{
    ids::ImportId,
    imports::{ImportKind, ImportRecord},
};

use super::{guide::Guide, table};
use crate::{
    components::{Button, Icon, Kind, Loaded, Note, PrivateForm, Row, Rows, Section, Segmented, Size, Tone},
    format,
    i18n::{Key, Label, k, t, tn},
    ids,
    store::{self, Failure, imports::How},
};

/// Chooses a file and sends it.
#[component]
pub(super) fn ChooseFile(guide: Guide) -> impl IntoView {
    let kind = RwSignal::new(ImportKind::Cases);
    let kinds = ImportKind::ALL.iter().map(|kind| (*kind, kind.label().to_owned())).collect();
    let choose = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        let file = input.files().and_then(|files| files.get(0));
        // Emptied, so that the same file can be chosen again after it was corrected.
        input.set_value("");
        if let Some(file) = file
            && !guide.busy.get_untracked()
        {
            let how = How { kind: kind.get_untracked(), encoding: None, delimiter: None, sheet: None };
            send(guide, file, how);
        }
    };
    let template = move |()| table::template(kind.get_untracked());
    view! {
        <p>{t(k::IMPORT_LEAD)}</p>
        <PrivateForm class="stack" submit=|| {} busy=guide.busy>
            <Segmented legend=t(k::IMPORT_KIND) options=kinds value=kind/>
            <div class="stack-s">
                <div>
                    <label class="button button-p file">
                        <Icon name="plus" size=Size::Small/><span>{t(k::IMPORT_CHOOSE)}</span>
                        <input type="file" accept=".csv,.tsv,.txt,.xlsx,text/csv" data-test="choose-table" on:change=choose/>
                    </label>
                </div>
                <p class="xs muted">{t(k::IMPORT_CHOOSE_HINT)}</p>
            </div>
            <div class="stack-s">
                <div><Button kind=Kind::Quiet icon="download" on_press=template attr:data-test="template">{t(k::IMPORT_TEMPLATE)}</Button></div>
                <p class="xs muted">{t(k::IMPORT_TEMPLATE_HINT)}</p>
            </div>
        </PrivateForm>
        <div aria-live="polite">{move || fares(guide)}</div>
        <Loaded reading=store::imports::list() view={move |all: Vec<ImportRecord>| view! { <Earlier all=all guide=guide/> }}/>
    }
}

/// Sends a file to be read this way.
pub(super) fn send(guide: Guide, file: File, how: How) {
    guide.file.set(Some(file.clone()));
    let workbook = file.name().to_ascii_lowercase().ends_with(".xlsx");
    let media_type =
        if workbook { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" } else { "text/csv" };
    guide.take(async move { store::imports::upload(ids::new(ImportId::from_parts), &how, media_type, &file).await });
}

/// How the file fares, and what is wrong with it.
pub(super) fn fares(guide: Guide) -> Option<AnyView> {
    if guide.busy.get() {
        let percent = move || store::imports::sent();
        return Some(
            view! {
                <div class="stack-s">
                    <progress class="progress" max="100" value=percent aria-label=t(k::SYNC_SENDING)></progress>
                    <p class="sm">{t(k::IMPORT_READING)}</p>
                </div>
            }
            .into_any(),
        );
    }
    let why = guide.failure.with(|failure| failure.as_ref().and_then(unfit))?;
    Some(view! { <Note tone=Tone::Stop alert=true><p data-test="unfit">{t(why)}</p></Note> }.into_any())
}

fn unfit(failure: &Failure) -> Option<Key> {
    let error = failure.fields.iter().find(|error| error.field == "file")?;
    Some(match error.code.as_str() {
        "empty" => k::IMPORT_EMPTY,
        "too_large" => k::IMPORT_TOO_LARGE,
        "not_allowed_here" => k::IMPORT_ENCRYPTED,
        _ => k::IMPORT_UNREADABLE,
    })
}

#[component]
fn Earlier(all: Vec<ImportRecord>, guide: Guide) -> impl IntoView {
    (!all.is_empty()).then(|| {
        view! {
            <Section title=t(k::IMPORT_EARLIER)>
                <Rows>{all.into_iter().map(|one| view! { <One one=one guide=guide/> }).collect_view()}</Rows>
            </Section>
        }
    })
}

#[component]
fn One(one: ImportRecord, guide: Guide) -> impl IntoView {
    let title = format!("{} · {}", one.kind.label(), tn(k::COUNT_ROWS, one.rows));
    let people = store::colleagues::list();
    let (state, at, by) = (one.state.label(), format::instant(one.meta.updated_at), one.meta.created_by);
    let text = move || {
        let who = store::colleagues::name(people, by);
        [state.to_owned(), at.clone(), who].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let import = StoredValue::new(one);
    view! {
        <Row>
            <span class="grow">
                <span class="row-title">{title}</span>
                <span class="row-text"><bdi>{text}</bdi></span>
            </span>
            <Button compact=true on_press=move |()| guide.open(import.get_value()) attr:data-test="open-import">{t(k::IMPORT_OPEN)}</Button>
        </Row>
    }
}
