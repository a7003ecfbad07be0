//! The third step: what was found, grouped, and the press that brings everything in.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::imports::{Doubles, ImportKind, ImportMapping, ImportRecord, ProblemGroup, RowProblem, Trouble};

use super::{
    guide::{Guide, column_name},
    meanings::meanings,
    table,
};
use crate::{
    components::{Button, Kind, Note, Row, Rows, Section, Tone},
    format,
    i18n::{Label, k, t, tf, tn},
    store,
};

/// Counts of what an import is about, in words.
pub(super) fn counted(kind: ImportKind, count: i64) -> String {
    match kind {
        ImportKind::Cases => tn(k::COUNT_CASES, count),
        ImportKind::Services => tn(k::COUNT_SERVICES, count),
    }
}

/// What is in the way, and what can be done.
#[component]
pub(super) fn Checked(guide: Guide) -> impl IntoView {
    let import = guide.import.get_untracked()?;
    let record = StoredValue::new(import.clone());
    let same = import.same.as_ref().map(|same| tf(k::IMPORT_SAME, &[("when", &format::instant(same.at))]));
    let again = same.is_some();
    let run = move |()| {
        if !guide.busy.get_untracked() {
            guide.take(async move { store::imports::run(&record.get_value(), again).await });
        }
    };
    let left_out = if import.mapping.doubles == Doubles::LeaveOut { import.doubles } else { 0 };
    let count = import.rows - left_out;
    let blocked = import.wrong > 0 || (import.doubles > 0 && import.mapping.doubles == Doubles::Stop) || count == 0;
    let ask = import.wrong == 0 && import.doubles > 0 && import.mapping.doubles == Doubles::Stop;
    let downloading = RwSignal::new(false);
    let download = move |()| {
        downloading.set(true);
        spawn_local(async move {
            if let Err(failure) = table::problems(&record.get_value()).await {
                guide.failure.try_set(Some(failure));
            }
            downloading.try_set(false);
        });
    };
    let has_problems = !import.problems.is_empty();
    let run_text = tf(k::IMPORT_RUN_ALL, &[("count", &counted(import.kind, count))]);
    Some(view! {
        <Found import=import.clone()/>
        {(import.kind == ImportKind::Services).then(|| view! { <p class="sm muted">{t(k::IMPORT_NO_CLOCKS)}</p> })}
        {same.map(|same| view! { <Note tone=Tone::Due><p data-test="same">{same}</p></Note> })}
        {ask.then(|| view! { <WhatOfDoubles import=import.clone() guide=guide/> })}
        {has_problems.then(|| view! { <Groups import=import/> })}
        {has_problems.then(|| view! {
            <Button busy=downloading on_press=download attr:data-test="download-problems">{t(k::IMPORT_DOWNLOAD_PROBLEMS)}</Button>
        })}
        <div class="cluster">
            {(!blocked).then(|| view! {
                <Button kind=Kind::Primary icon="check" busy=guide.busy on_press=run attr:data-test="run">
                    {if again { t(k::IMPORT_SAME_AGAIN).to_owned() } else { run_text }}
                </Button>
            })}
            <Button on_press=move |()| guide.back.set(true) attr:data-test="back">{t(k::IMPORT_BACK_TO_COLUMNS)}</Button>
            <Button kind=Kind::Quiet on_press=move |()| guide.begin_again() attr:data-test="other-file">{t(k::IMPORT_OTHER_FILE)}</Button>
        </div>
    })
}

#[component]
fn Found(import: ImportRecord) -> impl IntoView {
    let rows = |count| tn(k::COUNT_ROWS, count);
    let waits = (import.waits > 0).then(|| view! {
        <Note tone=Tone::Wait><p data-test="waits">{tf(k::IMPORT_WAITS, &[("rows", &rows(import.waits))])}</p></Note>
    });
    if import.wrong == 0 && import.doubles == 0 {
        return view! { <Note tone=Tone::Good><p data-test="all-good">{t(k::IMPORT_ALL_GOOD)}</p></Note>{waits} }
            .into_any();
    }
    view! {
        {waits}
        {(import.wrong > 0).then(|| view! {
            <Note tone=Tone::Stop><p data-test="wrong">{tf(k::IMPORT_WRONG, &[("rows", &rows(import.wrong))])}</p></Note>
        })}
        {(import.doubles > 0).then(|| {
            let (tone, said) = match import.mapping.doubles {
                Doubles::Stop => (Tone::Due, k::IMPORT_DOUBLES_FOUND),
                Doubles::Keep => (Tone::Due, k::IMPORT_DOUBLES_KEPT),
                Doubles::LeaveOut => (Tone::Plain, k::IMPORT_DOUBLES_LEFT_OUT),
            };
            view! { <Note tone=tone><p data-test="doubles">{tf(said, &[("rows", &rows(import.doubles))])}</p></Note> }
        })}
    }
    .into_any()
}

/// The answer where nothing else is in the way: the rows are gone through once more with it.
#[component]
fn WhatOfDoubles(import: ImportRecord, guide: Guide) -> impl IntoView {
    let record = StoredValue::new(import);
    let answers = [Doubles::LeaveOut, Doubles::Keep].map(|doubles| {
        let check = move |()| {
            if guide.busy.get_untracked() {
                return;
            }
            let import = record.get_value();
            let meanings = meanings(&import.mapping.columns);
            let mapping = ImportMapping { doubles, meanings, ..import.mapping.clone() };
            guide.take(async move { store::imports::check(&import, &mapping).await });
        };
        view! { <Button busy=guide.busy on_press=check attr:data-test=["doubles-", doubles.as_str()].concat()>{doubles.label()}</Button> }
    });
    view! {
        <div class="cluster" role="group" aria-label=t(k::IMPORT_DOUBLES)>
            <span>{t(k::IMPORT_DOUBLES_ASK)}</span>
            {answers.collect_view()}
        </div>
    }
}

#[component]
fn Groups(import: ImportRecord) -> impl IntoView {
    let (columns, problems) = (import.columns, import.problems);
    view! {
        <Section title=t(k::IMPORT_PROBLEM_WHAT)>
            <Rows>
                {problems.into_iter().map(|group| {
                    let column = group.column.map(|at| column_name(&columns, at));
                    view! { <Group group=group column=column/> }
                }).collect_view()}
            </Rows>
        </Section>
    }
}

#[component]
fn Group(group: ProblemGroup, column: Option<String>) -> impl IntoView {
    let rows = tn(k::COUNT_ROWS, group.rows.into());
    let title = column.map_or_else(|| rows.clone(), |column| format!("{column} · {rows}"));
    view! {
        <Row>
            <span class="grow stack-s" data-test="group" data-trouble=group.trouble.as_str()>
                <span class="row-title">{title}</span>
                <span class="row-text">{group.trouble.label()}</span>
                <ul class="import-examples sm muted">
                    {group.first.iter().map(|one| view! { <li>{example(one)}</li> }).collect_view()}
                </ul>
            </span>
        </Row>
    }
}

fn example(problem: &RowProblem) -> String {
    let row = format::number(problem.row.into());
    let (key, value) = match (&problem.of, &problem.value) {
        (Some(of), _) if problem.trouble == Trouble::SameAsRow => (k::IMPORT_ROW_LIKE_ROW, of),
        (Some(of), _) => (k::IMPORT_ROW_LIKE_CASE, of),
        (None, Some(value)) => (k::IMPORT_ROW_VALUE, value),
        (None, None) => return tf(k::IMPORT_ROW, &[("row", &row)]),
    };
    tf(key, &[("row", &row), ("value", value)])
}
