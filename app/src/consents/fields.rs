//! The fields of an agreement and of its withdrawal.

use yaninda_shared::consents::{ConsentBy, ConsentScope};

use crate::{
    components::enum_options,
    forms::{
        Kind::{Line, Many, One, Past},
        Options::{Closed, Languages},
        Spec,
    },
    i18n::k,
};

/// An agreement.
pub(super) static CONSENT: [Spec; 7] = [
    Spec::new("given_by", k::OPEN_GIVEN_BY, One(Closed(|| enum_options(ConsentBy::ALL, ConsentBy::as_str)))).required(),
    Spec::new("scope", k::OPEN_SCOPE, Many(Closed(|| enum_options(ConsentScope::ALL, ConsentScope::as_str)))),
    Spec::new("purpose", k::OPEN_PURPOSE, Line).required(),
    Spec::new("language", k::OPEN_LANGUAGE, One(Languages)).required(),
    Spec::new("given_on", k::OPEN_GIVEN_ON, Past).required(),
    Spec::new("interpreter", k::CONSENTS_INTERPRETER, Line),
    Spec::new("note", k::CONSENTS_NOTE, Line),
];

/// What is asked before a case opens; the rest can be added later.
#[must_use]
pub fn first_fields() -> &'static [Spec] {
    CONSENT.get(..5).unwrap_or(&CONSENT)
}

/// Its end.
pub(super) static WITHDRAWAL: [Spec; 2] =
    [Spec::new("on", k::CONSENTS_WITHDRAWN_ON, Past).required(), Spec::new("reason", k::CONSENTS_REASON, Line)];
