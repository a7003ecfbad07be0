//! How a milestone is put into words.

use yaninda_shared::{
    milestones::{MilestoneRecord, MilestoneState},
    values::ShortText,
};

use crate::{
    format,
    i18n::{Label, k, t, tf},
};

/// Its name: that of every office, or the office's own.
#[must_use]
pub fn name(one: &MilestoneRecord) -> String {
    let own = one.own_name.as_ref().map(|name| name.as_str().to_owned());
    own.or_else(|| one.draft.kind.map(|kind| kind.label().to_owned())).unwrap_or_default()
}

/// When, and whose wish it was; why it is open again, or not wanted.
pub(super) fn lines(one: &MilestoneRecord) -> Vec<String> {
    let day = |key, day: Option<_>| day.map(|day| tf(key, &[("day", &format::day(day))]));
    let reason = |text: Option<&ShortText>| text.map(|text| text.as_str().to_owned());
    let expected = one.draft.expected_on.map_or_else(
        || t(k::MILESTONES_NO_DAY).to_owned(),
        |day| tf(k::MILESTONES_EXPECTED_BY, &[("day", &format::day(day)), ("left", &format::due(day))]),
    );
    let first = match one.state {
        MilestoneState::Open => Some(expected),
        MilestoneState::Reached | MilestoneState::Confirmed => day(k::MILESTONES_REACHED_DAY, one.draft.reached_on),
        MilestoneState::Declined => day(k::MILESTONES_DECLINED_DAY, one.declined_on),
    };
    let domain = one.draft.kind.map(|kind| kind.domain().label().to_owned());
    let first = [first, domain].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let undone = one.undo_reason.as_ref().map(|why| tf(k::MILESTONES_UNDONE, &[("reason", why.as_str())]));
    let rest = match one.state {
        MilestoneState::Open => [Some(one.draft.chosen_by.label().to_owned()), undone],
        MilestoneState::Declined => [reason(one.decline_reason.as_ref()), None],
        MilestoneState::Reached | MilestoneState::Confirmed => [reason(one.draft.evidence.as_ref()), None],
    };
    [first].into_iter().chain(rest.into_iter().flatten()).collect()
}

#[cfg(test)]
pub(super) fn sample(fields: &serde_json::Value) -> MilestoneRecord {
    let id = "01960000-0000-7000-8000-000000000001";
    let mut record = serde_json::json!({
        "id": id, "case": id, "version": 1, "created_at": 0, "created_by": id, "updated_at": 0, "updated_by": id,
        "kind": "own_tenancy", "chosen_by": "person", "state": "open",
    });
    record.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    serde_json::from_value(record).unwrap()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_state_is_said_in_its_own_words() {
        let said = |fields| lines(&sample(&fields));
        assert_eq!(said(json!({})), ["No day yet, when ready · Housing", "Chosen by the person"]);
        assert_eq!(
            said(json!({ "state": "reached", "reached_on": "2026-11-16", "evidence": "Contract seen" })),
            ["Reached 2026-11-16 · Housing", "Contract seen"]
        );
        assert_eq!(
            said(json!({ "state": "declined", "declined_on": "2026-11-16", "decline_reason": "Not now" })),
            ["Not wanted, 2026-11-16 · Housing", "Not now"]
        );
        assert_eq!(name(&sample(&json!({ "own_name": "Visited the library" }))), "Visited the library");
    }
}
