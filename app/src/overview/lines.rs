//! The list behind a figure.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use yaninda_shared::{
    documents::DocumentKind,
    mail::MailKind,
    milestones::MilestoneKind,
    overview::{Figure, FigureLine, FigureQuery},
    record::RecordKind,
    tasks::TaskKind,
    users::Colleague,
    values::{Currency, FundCode},
};

use crate::{
    components::{Empty, LoadedList, PageBar, Row, Rows},
    format,
    i18n::{self, Label, k, score, t, tf},
    store::{self, Reading, colleagues},
    timeline,
};

/// What the address asks for; nothing if it names no figure.
fn asked() -> Option<(Figure, FigureQuery)> {
    let figure = use_params_map().with(|params| params.get("figure"))?;
    let figure = Figure::from_code(&figure)?;
    let question = use_query_map().with(|query| {
        let text = |name: &str| query.get(name);
        FigureQuery {
            month: text("month").and_then(|day| day.parse().ok()),
            domain: text("domain").and_then(|domain| yaninda_shared::outcomes::OutcomeDomain::from_code(&domain)),
            direction: text("direction").and_then(|one| yaninda_shared::overview::Direction::from_code(&one)),
            fund: text("fund").and_then(|fund| FundCode::parse(&fund).ok()),
            currency: text("currency").and_then(|currency| Currency::parse(&currency).ok()),
            from: text("from").and_then(|day| day.parse().ok()),
            to: text("to").and_then(|day| day.parse().ok()),
        }
    });
    Some((figure, question))
}

/// What the list is about, in words.
fn about(question: &FigureQuery) -> String {
    let mut parts = Vec::new();
    parts.extend(question.month.map(format::month));
    parts.extend(question.domain.map(|domain| domain.label().to_owned()));
    parts.extend(question.direction.map(|direction| direction.label().to_owned()));
    if let (Some(from), Some(to)) = (question.from, question.to) {
        parts.push(question.fund.as_ref().map_or_else(|| t(k::FUNDS_NONE).to_owned(), |fund| fund.as_str().to_owned()));
        parts.push(tf(k::FUNDS_DAYS, &[("from", &format::day(from)), ("to", &format::day(to))]));
    }
    parts.join(" · ")
}

/// `/overview/{figure}`.
#[component]
pub fn FigureScreen() -> impl IntoView {
    let of = Memo::new(move |_| asked());
    let title = move || of.with(|of| of.as_ref().map_or("", |(figure, _)| figure.label())).to_owned();
    let subtitle = move || of.with(|of| of.as_ref().map_or_else(String::new, |(_, question)| about(question)));
    let people = store::colleagues::list();
    let listing = store::overview::lines(of.into());
    let list = move |lines: Vec<FigureLine>| {
        if lines.is_empty() {
            return view! { <Empty icon="check" title=t(k::OVERVIEW_NOTHING)/> }.into_any();
        }
        view! { <Rows>{lines.into_iter().map(|line| view! { <Line line=line people=people/> }).collect_view()}</Rows> }
            .into_any()
    };
    view! {
        {move || view! {
            <section class="pane pane-on overview-list">
                <PageBar title=title() subtitle=subtitle() back="/overview"/>
                <div class="pane-body"><LoadedList listing=listing view=list/></div>
            </section>
        }}
    }
}

/// What was counted, in words.
fn subject(line: &FigureLine) -> String {
    let kind = line.on_kind;
    let named = line.subject.as_deref().map_or("", |subject| match kind {
        Some(RecordKind::Document) => DocumentKind::from_code(subject).map_or("", Label::label),
        Some(RecordKind::Milestone) => MilestoneKind::from_code(subject).map_or("", Label::label),
        Some(RecordKind::Task) => TaskKind::from_code(subject).map_or("", Label::label),
        Some(RecordKind::Mail) => MailKind::from_code(subject).map_or("", Label::label),
        _ => i18n::service(subject),
    });
    if named.is_empty() { kind.map_or("", Label::label).to_owned() } else { named.to_owned() }
}

/// The screen it is on.
fn href(line: &FigureLine) -> String {
    let case = "/cases/".to_owned() + &line.case.to_string();
    match (line.on_kind, line.record) {
        (Some(RecordKind::Service | RecordKind::Document | RecordKind::Appointment), Some(entry)) => {
            timeline::href(line.case, entry)
        }
        (Some(RecordKind::Task | RecordKind::Mail), _) => case + "/appointments",
        _ => case + "/recovery",
    }
}

#[component]
fn Line(line: FigureLine, people: Reading<Vec<Colleague>>) -> impl IntoView {
    let worker = line.worker;
    let who = move || match worker {
        Some(worker) => colleagues::name(people, worker),
        None => t(k::CASE_NOBODY).to_owned(),
    };
    let late = line.on.filter(|_| line.on_kind == Some(RecordKind::Goal)).map(format::due);
    let moved = line.steps.map(|(first, now)| tf(k::OVERVIEW_STEPS, &[("first", score(first)), ("now", score(now))]));
    let text = moved.unwrap_or_else(|| subject(&line));
    let (to, name) = (href(&line), line.code_name.as_str().to_owned());
    view! {
        <Row href=to>
            <span class="grow">
                <span class="row-title"><bdi>{name}</bdi>" "<span class="row-number" dir="ltr">{line.number}</span></span>
                <span class="row-text">{text}" · "<bdi>{who}</bdi></span>
                {late.map(|late| view! { <span class="row-text due">{late}</span> })}
                {line.reason.map(|reason| view! { <span class="row-text">{reason.label()}</span> })}
            </span>
            <span class="row-end">
                {line.on.map(format::day_short)}
                {line.amount.map(|amount| view! { <b class="row-text num">{format::money(&amount)}</b> })}
            </span>
        </Row>
    }
}
