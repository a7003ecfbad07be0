//! One answer to the form, as it is stored: a character a question.

use super::draft::Question;

/// Most questions of a form.
pub const MOST_QUESTIONS: usize = 10;
/// Most choices of a question.
pub const MOST_CHOICES: usize = 6;

/// What was chosen, by question: the place of the choice, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices(Vec<Option<u8>>);

impl Choices {
    /// Takes what a form chose; a choice that a question does not have is none.
    #[must_use]
    pub fn of(questions: &[Question], chosen: impl Fn(usize) -> Option<u8>) -> Self {
        let choice = |(index, question): (usize, &Question)| {
            chosen(index).filter(|choice| usize::from(*choice) < question.choices.len())
        };
        Self(questions.iter().enumerate().map(choice).collect())
    }

    /// As it is stored: `02-1`.
    #[must_use]
    pub fn text(&self) -> String {
        let letter = |choice: &Option<u8>| choice.map_or('-', |choice| char::from(b'0'.saturating_add(choice)));
        self.0.iter().map(letter).collect()
    }

    /// Reads it back.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self(text.bytes().map(|letter| letter.checked_sub(b'0').filter(|choice| *choice < 10)).collect())
    }

    /// What was chosen at a question.
    #[must_use]
    pub fn at(&self, question: usize) -> Option<u8> {
        self.0.get(question).copied().flatten()
    }
}

/// An answer as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// 1 to 5; asked after the workshop.
    pub effective: Option<i32>,
    pub choices: Choices,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::ShortText;

    #[test]
    fn what_was_chosen_is_read_back_as_it_was_stored() {
        let question = |choices: usize| Question {
            text: ShortText::parse("Which?").unwrap(),
            choices: vec![ShortText::parse("This").unwrap(); choices],
            right: 0,
        };
        let questions = [question(2), question(3), question(2), question(2)];
        let chosen = Choices::of(&questions, |index| [Some(0), Some(2), None, Some(2)].get(index).copied().flatten());
        assert_eq!(chosen.text(), "02--", "the last question has no third choice");
        assert_eq!(Choices::read("02--"), chosen);
        assert_eq!((chosen.at(1), chosen.at(2), chosen.at(9)), (Some(2), None, None));
    }
}
