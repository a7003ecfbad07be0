//! State of the form of an assessment: what was chosen for each domain, and the draft it makes.

use leptos::prelude::*;
use yaninda_shared::{
    ids::AssessmentId,
    outcomes::{
        AssessmentDraft, AssessmentRecord, Confidence, Method, Occasion, OutcomeDomain, Rating, Score, Unrated,
    },
    problem::FieldError,
    record::Meta,
    values::{NaiveDate, ShortText, ValueError},
};

use super::start::Start;
use crate::{
    components::{Refused, typed},
    format,
    forms::{DraftForm, Saved},
    i18n::{Key, Label, k, t},
    store::{self, Failure},
    timeline::{Fact, of_assessment},
};

/// What was chosen on one scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Said {
    #[default]
    Nothing,
    Score(Score),
    Unrated(Unrated),
}

impl Said {
    const fn of(score: Option<Score>, why: Option<Unrated>) -> Self {
        match (score, why) {
            (Some(score), _) => Self::Score(score),
            (None, Some(why)) => Self::Unrated(why),
            (None, None) => Self::Nothing,
        }
    }

    pub(super) const fn score(self) -> Option<Score> {
        match self {
            Self::Score(score) => Some(score),
            Self::Unrated(_) | Self::Nothing => None,
        }
    }

    pub(super) const fn unrated(self) -> Option<Unrated> {
        match self {
            Self::Unrated(why) => Some(why),
            Self::Score(_) | Self::Nothing => None,
        }
    }
}

/// One domain. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub domain: OutcomeDomain,
    pub said: RwSignal<Said>,
    pub own: RwSignal<Said>,
    pub help: RwSignal<String>,
    pub evidence: RwSignal<String>,
    /// A code of [`Confidence`], or nothing.
    pub confidence: RwSignal<String>,
}

impl Row {
    fn new(domain: OutcomeDomain) -> Self {
        let text = || RwSignal::new(String::new());
        let said = || RwSignal::new(Said::Nothing);
        Self { domain, said: said(), own: said(), help: text(), evidence: text(), confidence: text() }
    }

    fn fill(self, rating: Option<&Rating>) {
        let of = |get: fn(&Rating) -> (Option<Score>, Option<Unrated>)| {
            let (score, why) = rating.map_or((None, None), get);
            Said::of(score, why)
        };
        self.said.set(of(|rating| (rating.score, rating.unrated)));
        self.own.set(of(|rating| (rating.own_score, rating.own_unrated)));
        let text = |text: Option<&ShortText>| text.map_or_else(String::new, |text| text.as_str().to_owned());
        self.help.set(text(rating.and_then(|rating| rating.help.as_ref())));
        self.evidence.set(text(rating.and_then(|rating| rating.evidence.as_ref())));
        let sure = rating.and_then(|rating| rating.confidence);
        self.confidence.set(sure.map_or_else(String::new, |sure| sure.as_str().to_owned()));
    }

    /// Path of one of its fields in a [`Failure`] of this form.
    pub(super) fn path(self, field: &str) -> String {
        [self.domain.as_str(), ".", field].concat()
    }

    /// Whether anything was said of it; the caller runs again when that changes.
    pub(super) fn is_used(self) -> bool {
        let said = [self.said, self.own].map(|said| said.get() != Said::Nothing);
        let text = [self.help, self.evidence].map(|text| text.with(|text| !text.trim().is_empty()));
        said.into_iter().chain(text).any(|used| used)
    }

    fn rating(self, refused: &mut Refused) -> Rating {
        let (said, own) = (self.said.get_untracked(), self.own.get_untracked());
        Rating {
            domain: self.domain,
            score: said.score(),
            unrated: said.unrated(),
            own_score: own.score(),
            own_unrated: own.unrated(),
            confidence: Confidence::from_code(&self.confidence.get_untracked()),
            evidence: refused.short(&self.path("evidence"), self.evidence),
            help: refused.short(&self.path("help"), self.help),
        }
    }
}

/// What the sheet shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Day, occasion and method.
    About,
    Domain(OutcomeDomain),
    /// All that was said, to look over and to save.
    End,
}

/// State of the form. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub id: AssessmentId,
    pub start: StoredValue<Start>,
    pub occurred_on: RwSignal<Option<NaiveDate>>,
    pub occasion: RwSignal<String>,
    pub method: RwSignal<Method>,
    pub note: RwSignal<String>,
    rows: StoredValue<Vec<Row>>,
    /// Whether the optional domain is asked about.
    pub opened: RwSignal<bool>,
    pub step: RwSignal<Step>,
    pub saved: Saved,
}

impl Form {
    /// Filled with what it begins with; one that is corrected is looked over first.
    pub(super) fn new(start: Start) -> Self {
        let form = Self {
            id: start.id,
            saved: Saved::new(start.version),
            occurred_on: RwSignal::new(None),
            occasion: RwSignal::new(String::new()),
            method: RwSignal::new(Method::Together),
            note: typed(None),
            rows: StoredValue::new(OutcomeDomain::ALL.iter().copied().map(Row::new).collect()),
            opened: RwSignal::new(false),
            step: RwSignal::new(if start.version.is_some() { Step::End } else { Step::About }),
            start: StoredValue::new(start),
        };
        form.take(&form.start.with_value(|start| start.draft.clone()));
        form
    }

    /// Takes a draft.
    fn take(self, draft: &AssessmentDraft) {
        self.occurred_on.set(Some(draft.occurred_on));
        self.occasion.set(draft.occasion.as_str().to_owned());
        self.method.set(draft.method);
        self.note.set(draft.note.as_ref().map_or_else(String::new, |note| note.as_str().to_owned()));
        let of = |domain: OutcomeDomain| draft.ratings.iter().find(|rating| rating.domain == domain);
        self.rows.with_value(|rows| rows.iter().for_each(|row| row.fill(of(row.domain))));
        self.opened.set(draft.ratings.iter().any(|rating| rating.domain.is_optional()));
    }

    /// The domains that are asked about, in their order; the caller runs again when another one is opened.
    pub(super) fn rows(self) -> Vec<Row> {
        let opened = self.opened.get();
        let asked = |row: &Row| opened || !row.domain.is_optional();
        self.rows.with_value(|rows| rows.iter().copied().filter(asked).collect())
    }

    /// All steps in their order.
    pub(super) fn steps(self) -> Vec<Step> {
        let domains = self.rows().into_iter().map(|row| Step::Domain(row.domain));
        [Step::About].into_iter().chain(domains).chain([Step::End]).collect()
    }

    /// The step so many after the present one, or none.
    pub(super) fn beside(self, by: isize) -> Option<Step> {
        let (steps, now) = (self.steps(), self.step.get());
        let at = steps.iter().position(|step| *step == now)?;
        steps.get(at.checked_add_signed(by)?).copied()
    }

    /// Heading of the present step.
    pub(super) fn title(self) -> String {
        let title = match self.step.get() {
            Step::Domain(domain) => domain.label(),
            Step::About if self.saved.version.get().is_some() => t(k::OUTCOMES_CORRECT),
            Step::About => t(k::OUTCOMES_RATE),
            Step::End => t(k::OUTCOMES_LOOK_OVER),
        };
        title.to_owned()
    }

    /// The draft, checked as the server will check it. Errors: the fields to look at again.
    fn read(self) -> Result<AssessmentDraft, Failure> {
        let mut refused = Refused::default();
        let day = refused.check("occurred_on", self.occurred_on.get_untracked().ok_or(ValueError::Missing));
        let occasion = Occasion::from_code(&self.occasion.get_untracked()).ok_or(ValueError::Missing);
        let occasion = refused.check("occasion", occasion);
        let used = untrack(|| self.rows()).into_iter().filter(|row| untrack(|| row.is_used()));
        let ratings = used.map(|row| row.rating(&mut refused)).collect();
        let draft = AssessmentDraft {
            occurred_on: day.unwrap_or_else(format::today),
            occasion: occasion.unwrap_or(Occasion::Other),
            method: self.method.get_untracked(),
            ratings,
            note: refused.long("note", self.note),
        };
        let checked = draft.validate(self.start.with_value(|start| start.opened_on), format::today());
        let checked = checked.map_err(|errors| named(errors, &draft));
        refused.finish(draft, checked)
    }
}

impl DraftForm for Form {
    type Draft = AssessmentDraft;
    type Record = AssessmentRecord;

    const SAID: Key = k::OUTCOMES_SAVED;

    fn saved(self) -> Saved {
        self.saved
    }

    fn draft(self) -> Result<AssessmentDraft, Failure> {
        self.read()
    }

    fn fill(self, draft: &AssessmentDraft) {
        self.take(draft);
    }

    fn parts(record: &AssessmentRecord) -> (Meta, &AssessmentDraft) {
        (record.meta, &record.draft)
    }

    fn facts(_: &AssessmentRecord, draft: &AssessmentDraft) -> Vec<Fact> {
        of_assessment(draft)
    }

    async fn save(self, draft: &AssessmentDraft, version: Option<i64>) -> Result<AssessmentRecord, Failure> {
        store::outcomes::save(self.start.with_value(|start| start.case), self.id, version, draft).await
    }

    fn named(errors: Vec<FieldError>, draft: &AssessmentDraft) -> Vec<FieldError> {
        named(errors, draft)
    }

    /// Says what was refused, and shows the step where it is.
    fn refuse(self, failure: Failure) {
        let place = |error: &FieldError| {
            let domain = error.field.split_once('.').and_then(|(domain, _)| OutcomeDomain::from_code(domain));
            match (domain, error.field.as_str()) {
                (Some(domain), _) => Step::Domain(domain),
                (None, "occurred_on" | "occasion" | "method") => Step::About,
                _ => Step::End,
            }
        };
        if self.step.try_get_untracked().is_some() {
            self.step.set(failure.fields.first().map_or(Step::End, place));
            self.saved.failure.set(Some(failure));
        }
    }
}

/// Errors under the name of their domain instead of its place among the ratings: `ratings[3].score` is `housing.score`.
fn named(errors: Vec<FieldError>, draft: &AssessmentDraft) -> Vec<FieldError> {
    let rename = |error: FieldError| {
        let of_rating = error.field.strip_prefix("ratings[").and_then(|rest| rest.split_once(']'));
        let domain =
            of_rating.and_then(|(at, field)| Some((draft.ratings.get(at.parse::<usize>().ok()?)?.domain, field)));
        match domain {
            Some((domain, field)) => FieldError { field: [domain.as_str(), field].concat(), ..error },
            None => error,
        }
    };
    errors.into_iter().map(rename).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::outcomes::story::samples;

    fn form(ratings: &serde_json::Value) -> Form {
        let record = samples(&json!([{ "occurred_on": "2026-11-20", "note": "Calm", "ratings": ratings }])).remove(0);
        Form::new(Start {
            case: record.case,
            id: record.id,
            version: Some(3),
            draft: record.draft,
            opened_on: NaiveDate::MIN,
            code_name: "Martı".to_owned(),
            before: Vec::new(),
        })
    }

    #[test]
    fn what_it_is_filled_with_comes_out_again() {
        let owner = Owner::new();
        owner.set();
        let ratings = json!([
            { "domain": "housing", "score": 2, "own_score": 3, "confidence": "low", "evidence": "Seen", "help": "Rent" },
            { "domain": "work", "unrated": "not_asked", "own_unrated": "prefers_not_to_say" },
        ]);
        let form = form(&ratings);
        let refused = &mut Refused::default();
        let made: Vec<Rating> =
            form.rows().into_iter().filter(|row| row.is_used()).map(|row| row.rating(refused)).collect();
        assert_eq!(serde_json::to_value(&made).unwrap(), ratings);
        assert_eq!((form.step.get_untracked(), form.opened.get_untracked()), (Step::End, false));
        assert_eq!(form.steps().len(), OutcomeDomain::ALL.len() + 1, "what is optional is not asked");
    }

    #[test]
    fn what_is_refused_is_named_by_its_domain_and_shown() {
        let owner = Owner::new();
        owner.set();
        let form = form(&json!([{ "domain": "substance_use", "score": 2 }, { "domain": "work", "score": 1 }]));
        assert!(form.opened.get_untracked());
        let draft = form.start.get_value().draft;
        let errors = vec![FieldError::new("ratings[1].score", ValueError::OutOfScale)];
        form.refuse(Failure::invalid(named(errors, &draft)));
        assert_eq!(form.step.get_untracked(), Step::Domain(OutcomeDomain::Work));
        assert!(form.saved.failure.get_untracked().unwrap().field("work.score").is_some());
        assert_eq!(form.beside(1), Some(Step::Domain(OutcomeDomain::Education)));
        form.refuse(Failure::invalid(vec![FieldError::new("occurred_on", ValueError::BeforeStart)]));
        assert_eq!((form.step.get_untracked(), form.beside(-1)), (Step::About, None));
    }
}
