//! What the law says about a paper that is being written: a note, never a refusal.

use leptos::prelude::*;
use yaninda_shared::{
    clocks::{Facts, Paper, RuleKey, Rules},
    documents::{DocumentDraft, DocumentRecord},
    ids::{CaseId, DocumentId},
    values::NaiveDate,
};

use super::words::RuleSaid;
use crate::{
    components::{Note, Tone},
    format,
    i18n::{k, tf},
    store::{self, session},
};

/// A note when the paper ends later than the law allows, as far as is typed.
#[component]
pub fn OverLaw(
    case: CaseId,
    /// Of a paper that is there already.
    id: Option<DocumentId>,
    draft: Signal<Option<DocumentDraft>>,
) -> impl IntoView {
    let (rules, offices) = (store::clocks::rules(), store::colleagues::offices());
    let papers = store::documents::every(Signal::stored(Some(case)));
    let over = Memo::new(move |_| {
        let (draft, own) = (draft.get()?, session::me()?.office);
        let country = offices.get()?.into_iter().find(|office| office.id == own)?.draft.country;
        let rules = Rules::new(country, rules.get()?.into_iter().filter(|rule| rule.id.is_some()).collect());
        let others = papers.get().map(|page| page.items).unwrap_or_default();
        let (paper, facts) = beside(id, &draft, &others);
        let end = rules.lawful_end(&facts, &paper)?;
        paper.expires_on.filter(|ends| *ends > end.on).map(|_| (end.on, end.rule))
    });
    let shown = move |(on, rule): (NaiveDate, Option<RuleKey>)| {
        view! {
            <div data-test="over-law" role="status">
                <Note tone=Tone::Due>
                    <p>{tf(k::CLOCKS_OVER_WARN, &[("day", &format::day(on))])}</p>
                    {rule.map(|rule| view! { <RuleSaid rules=rules cited=rule/> })}
                </Note>
            </div>
        }
    };
    move || over.get().map(shown)
}

/// The paper and the others of its case that stand.
fn beside(id: Option<DocumentId>, draft: &DocumentDraft, others: &[DocumentRecord]) -> (Paper, Facts) {
    let paper = Paper::of(id.unwrap_or(DocumentId::from_parts(0, [0; 10])), draft);
    let others = others.iter().filter(|other| !other.withdrawn && Some(other.id) != id);
    let papers = others.map(|other| Paper::of(other.id, &other.draft)).collect();
    (paper, Facts { papers, changes: Vec::new() })
}
