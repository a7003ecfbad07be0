//! One domain in the list: where it stands, how the person sees it, what changed; opened, what was said on each day.

use leptos::prelude::*;
use yaninda_shared::{ids::CaseId, outcomes::OutcomeDomain};

use super::{
    spark::Spark,
    steps::Steps,
    story::{Change, Point, Story, told},
};
use crate::{
    components::{Icon, Size},
    format,
    i18n::{Label, k, t, tf},
    timeline::href,
};

/// Symbol of a domain.
pub(super) const fn icon(domain: OutcomeDomain) -> &'static str {
    match domain {
        OutcomeDomain::PhysicalSafety => "shield",
        OutcomeDomain::LegalStay => "permit",
        OutcomeDomain::Justice => "legal",
        OutcomeDomain::PhysicalHealth => "health",
        OutcomeDomain::MentalHealth => "care",
        OutcomeDomain::SubstanceUse => "asked",
        OutcomeDomain::CloseTies => "user",
        OutcomeDomain::Community => "users",
        OutcomeDomain::Language => "globe",
        OutcomeDomain::Housing => "home",
        OutcomeDomain::Income => "cash",
        OutcomeDomain::Work => "job",
        OutcomeDomain::Education => "book",
        OutcomeDomain::DailyLife => "today",
    }
}

/// What became of it since the first score, in words.
fn changed(change: Change) -> String {
    let key = match change.steps {
        0 => k::OUTCOMES_SAME,
        1.. => k::OUTCOMES_UP,
        _ => k::OUTCOMES_DOWN,
    };
    let steps = format::number(change.steps.abs());
    tf(key, &[("steps", &steps), ("day", &format::day_short(change.since))])
}

/// A row; one that was never rated only says so. What is asked only where it is opened shows nothing before it is opened.
#[component]
pub(super) fn DomainRow(story: Story, case: CaseId) -> impl IntoView {
    let domain = story.domain;
    let head = view! { <Icon name=icon(domain) size=Size::Small/> };
    if story.points.is_empty() {
        return view! {
            <li class="outcome row" data-test=domain.as_str()>
                {head}
                <span class="grow">
                    <span class="row-title">{domain.label()}</span>
                    <span class="row-text">{t(k::OUTCOMES_NOT_YET)}</span>
                </span>
            </li>
        }
        .into_any();
    }
    let shown = (!domain.is_optional()).then(|| view! { <Stands story=story.clone()/> });
    let kept = domain.is_optional().then(|| view! { <span class="row-text">{t(k::OUTCOMES_OPEN_TO_SEE)}</span> });
    let end = (!domain.is_optional()).then(|| {
        let since = story.change().map_or_else(
            || story.stands().map(|(on, _)| tf(k::OUTCOMES_FIRST, &[("day", &format::day_short(on))])),
            |change| Some(changed(change)),
        );
        view! { <span class="outcome-change"><Spark scores=story.scores()/><span class="xs muted outcome-since">{since}<Icon name="down" size=Size::Tiny/></span></span> }
    });
    let days = story.points.iter().rev().map(|point| view! { <Said point=point.clone() case=case/> }).collect_view();
    view! {
        <li data-test=domain.as_str()>
            <details class="outcome">
                <summary class="row">
                    {head}
                    <span class="grow">
                        <span class="row-title">{domain.label()}</span>
                        {shown}
                        {kept}
                    </span>
                    {end}
                </summary>
                <ol class="outcome-days">{days}</ol>
            </details>
        </li>
    }
    .into_any()
}

/// The worker's score that stands, the person's own, and why the last time brought none.
#[component]
fn Stands(story: Story) -> impl IntoView {
    let own = story.own().map(|own| tf(k::OUTCOMES_OWN_SAID, &[("rating", &own)]));
    let stands = story.stands();
    let unrated = story.unrated().map(|(on, why)| match stands {
        // Beside a score it is told as what it is: the last try.
        Some(_) => [format::day_short(on), why.label().to_owned()].join(": "),
        None => why.label().to_owned(),
    });
    view! {
        {stands.map(|(_, score)| view! { <span class="outcome-now sm"><Steps score=score/></span> })}
        {unrated.map(|unrated| view! { <span class="row-text">{unrated}</span> })}
        {own.map(|own| view! { <span class="row-text">{own}</span> })}
    }
}

/// What was said of it on one day.
#[component]
fn Said(point: Point, case: CaseId) -> impl IntoView {
    let Point { on, entry, method, rating } = point;
    let labelled = |key, text: &str| [t(key), ": ", text].concat();
    let worker = told(rating.score, rating.unrated);
    let own = told(rating.own_score, rating.own_unrated).map(|own| tf(k::OUTCOMES_OWN_SAID, &[("rating", &own)]));
    let sure = rating.confidence.map(|sure| labelled(k::OUTCOMES_CONFIDENCE, sure.label()));
    let lines = [
        own,
        sure,
        rating.evidence.as_ref().map(|text| labelled(k::OUTCOMES_EVIDENCE, text.as_str())),
        rating.help.as_ref().map(|text| labelled(k::OUTCOMES_HELP_SAID, text.as_str())),
    ];
    let lines =
        lines.into_iter().flatten().map(|line| view! { <p class="row-text" dir="auto">{line}</p> }).collect_view();
    view! {
        <li>
            <p class="sm"><a href=href(case, entry.uuid())>{format::day(on)}</a>" · "{method.label()}</p>
            <p><strong>{worker}</strong></p>
            {lines}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_domain_has_a_symbol_of_the_sprite() {
        let sprite = include_str!("../../icons/icons.svg");
        for domain in OutcomeDomain::ALL {
            assert!(sprite.contains(&format!("id=\"i-{}\"", icon(*domain))), "{domain}");
        }
    }

    #[test]
    fn a_change_is_told_in_words() {
        let since = "2026-09-12".parse().unwrap();
        let said = |steps| changed(Change { since, steps });
        assert_eq!(
            [said(2), said(0), said(-1)],
            ["Up 2 since 2026-09-12", "Same since 2026-09-12", "Down 1 since 2026-09-12"]
        );
    }
}
