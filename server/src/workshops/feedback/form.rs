//! One opened form: an id that only we can have given, and what was chosen in it.

use data_encoding::HEXLOWER;
use yaninda_shared::{
    ids::RawId,
    values::NaiveDate,
    workshops::{Answered, Choices, FeedbackPhase, Question},
};

use crate::{
    access::Core,
    random,
    seal::{Keyring, constant_time_eq},
    workshops::row::WorkshopRow,
};

/// A form that was opened for a workshop and a phase.
pub(super) struct Form<'a> {
    pub(super) row: &'a WorkshopRow,
    pub(super) phase: FeedbackPhase,
}

impl Form<'_> {
    /// The id of a form opened now, with our mark: nobody can make one without opening the page. Its time is the
    /// beginning of the day, and no finer.
    pub(super) fn open(&self, core: &Core, today: NaiveDate) -> String {
        let id = random::id(core.keys.random(), core.midnight(today));
        format!("{}.{}", id.0.simple(), HEXLOWER.encode(&self.mark(&core.keys, id)))
    }

    /// The id in what was sent, if we gave it for this workshop and this phase.
    pub(super) fn given(&self, keys: &Keyring, text: &str) -> Option<RawId> {
        let (id, mark) = text.split_once('.')?;
        let id = RawId(uuid::Uuid::try_parse(id).ok()?);
        let mark = HEXLOWER.decode(mark.as_bytes()).ok()?;
        constant_time_eq(&mark, &self.mark(keys, id)).then_some(id)
    }

    fn mark(&self, keys: &Keyring, id: RawId) -> Vec<u8> {
        let link = self.row.link_hash.as_deref().unwrap_or_default();
        keys.pepper("workshop form").token(&[id.0.as_bytes(), link, self.phase.as_str().as_bytes()])
    }
}

/// What was sent.
#[derive(Default)]
pub(super) struct Sent {
    pub(super) form: String,
    pub(super) effective: Option<i32>,
    choices: Vec<(usize, u8)>,
}

impl Sent {
    /// Reads the fields of a form.
    pub(super) fn read(body: &[u8]) -> Self {
        let mut sent = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            match &*name {
                "form" => sent.form = value.into_owned(),
                "effective" => sent.effective = value.parse().ok().filter(|step| (1..=5).contains(step)),
                name => {
                    let question = name.strip_prefix('q').and_then(|number| number.parse().ok());
                    sent.choices.extend(question.zip(value.parse().ok()));
                }
            }
        }
        sent
    }

    /// The choice at a question.
    pub(super) fn at(&self, question: usize) -> Option<u8> {
        self.choices.iter().find(|(number, _)| *number == question).map(|(_, choice)| *choice)
    }

    /// As an answer of this phase; nothing if what has to be said is missing.
    pub(super) fn answered(&self, phase: FeedbackPhase, questions: &[Question]) -> Option<Answered> {
        let choices = Choices::of(questions, |question| self.at(question));
        match phase {
            FeedbackPhase::After => Some(Answered { effective: Some(self.effective?), choices }),
            FeedbackPhase::Before => Some(Answered { effective: None, choices }),
            FeedbackPhase::Closed => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_is_read_and_nothing_else() {
        let sent = Sent::read(b"form=a.b&q0=1&q7=x&q=3&effective=6&name=Somebody");
        assert_eq!((sent.form.as_str(), sent.effective, sent.at(0), sent.at(7)), ("a.b", None, Some(1), None));
        assert_eq!(Sent::read(b"effective=5").effective, Some(5));
        assert!(Sent::read(b"q0=1").answered(FeedbackPhase::After, &[]).is_none(), "a step has to be chosen");
        assert!(Sent::read(b"").answered(FeedbackPhase::Before, &[]).is_some());
        assert!(Sent::read(b"effective=5").answered(FeedbackPhase::Closed, &[]).is_none());
    }
}
