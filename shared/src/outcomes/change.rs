//! Where each domain stood at first and where it stands now.

use super::{domain::OutcomeDomain, draft::AssessmentDraft, score::Score};

/// One domain over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub domain: OutcomeDomain,
    pub first: Score,
    pub latest: Score,
    /// How often it was scored; from the second time on there is a change to speak of.
    pub ratings: u32,
}

/// The domains that were scored, in their order; `drafts` are the assessments that stand, oldest first. A day without a
/// score leaves a domain where it was.
#[must_use]
pub fn standings<'a>(drafts: impl IntoIterator<Item = &'a AssessmentDraft>) -> Vec<Standing> {
    let mut found: Vec<Standing> = Vec::new();
    for rating in drafts.into_iter().flat_map(|draft| &draft.ratings) {
        let Some(score) = rating.score else { continue };
        match found.iter_mut().find(|standing| standing.domain == rating.domain) {
            Some(standing) => {
                standing.latest = score;
                standing.ratings += 1;
            }
            None => found.push(Standing { domain: rating.domain, first: score, latest: score, ratings: 1 }),
        }
    }
    found.sort_unstable_by_key(|standing| standing.domain);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_latest_score_are_told_for_each_domain_alone() {
        let draft = |ratings: serde_json::Value| -> AssessmentDraft {
            serde_json::from_value(serde_json::json!({ "occurred_on": "2026-11-20", "occasion": "review",
                "method": "observed", "ratings": ratings }))
            .unwrap()
        };
        let all = [
            draft(serde_json::json!([{ "domain": "work", "score": 1 }, { "domain": "justice", "score": 4 }])),
            draft(serde_json::json!([{ "domain": "work", "score": 3, "own_score": 5 }])),
            draft(serde_json::json!([{ "domain": "work", "unrated": "prefers_not_to_say" }])),
        ];
        let told: Vec<_> = standings(&all)
            .into_iter()
            .map(|one| (one.domain.as_str(), one.first.get(), one.latest.get(), one.ratings))
            .collect();
        assert_eq!(told, [("justice", 4, 4, 1), ("work", 1, 3, 2)]);
    }
}
