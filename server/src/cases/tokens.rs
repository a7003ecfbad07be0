//! Keyed-hash tokens of exact phone and document numbers, by which a case is found without opening any.
//!
//! Names have none: tokens of prefixes on disk would give away a trie of names.

use diesel::prelude::*;
use yaninda_shared::{
    cases::Identity,
    ids::{CaseId, OfficeId, RawId},
    text::fold_number,
    values::{PhoneNumber, Stamp},
};

use crate::{
    db::{
        AnyConnection, each,
        schema::{case_tokens, cases},
    },
    problem::ApiResult,
    seal::Keyring,
};

/// What a token stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenKind {
    Phone,
    Document,
}

impl TokenKind {
    /// Text of the column, and the purpose of the key.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Document => "document",
        }
    }
}

/// An exact number that finds a case.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Exact {
    kind: TokenKind,
    text: String,
}

impl std::fmt::Debug for Exact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{} number>", self.kind.as_str())
    }
}

impl Exact {
    /// Of a phone number.
    #[must_use]
    pub fn phone(phone: &PhoneNumber) -> Self {
        Self { kind: TokenKind::Phone, text: phone.as_str().to_owned() }
    }

    /// Of a document number; `None` if it is too short to mean anything.
    #[must_use]
    pub fn document(number: &str) -> Option<Self> {
        let text = fold_number(number);
        (text.chars().count() >= 3).then_some(Self { kind: TokenKind::Document, text })
    }

    /// All of an identity.
    #[must_use]
    pub fn of_identity(identity: &Identity) -> Vec<Self> {
        let phone = identity.phone.as_ref().map(Self::phone);
        let numbers = identity.numbers.iter().filter_map(|number| Self::document(number.number.as_str()));
        phone.into_iter().chain(numbers).collect()
    }

    /// What it stands for.
    #[must_use]
    pub const fn kind(&self) -> TokenKind {
        self.kind
    }
}

fn token(conn: &mut AnyConnection, keys: &Keyring, office: OfficeId, exact: &Exact) -> ApiResult<Vec<u8>> {
    Ok(keys.office_token(conn, office, exact.kind().as_str())?.token(&[exact.text.as_bytes()]))
}

/// Puts the tokens of one record (the case itself, a contact, a document) in place of those it had.
pub fn replace_tokens(
    conn: &mut AnyConnection,
    keys: &Keyring,
    office: OfficeId,
    case: CaseId,
    record: RawId,
    exact: &[Exact],
) -> ApiResult<()> {
    diesel::delete(
        case_tokens::table.filter(case_tokens::office_id.eq(office)).filter(case_tokens::record_id.eq(record)),
    )
    .execute(conn)?;
    for one in exact {
        let token = token(conn, keys, office, one)?;
        // Two numbers of one record may fold to the same token.
        each!(conn, |c| diesel::insert_into(case_tokens::table)
            .values((
                case_tokens::office_id.eq(office),
                case_tokens::kind.eq(one.kind().as_str()),
                case_tokens::token.eq(&token),
                case_tokens::case_id.eq(case),
                case_tokens::record_id.eq(record),
            ))
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// Cases of the office that hold this number, whoever may see them: callers filter.
pub fn unscoped_matches(
    conn: &mut AnyConnection,
    keys: &Keyring,
    office: OfficeId,
    exact: &Exact,
) -> ApiResult<Vec<CaseId>> {
    let token = token(conn, keys, office, exact)?;
    Ok(case_tokens::table
        .filter(case_tokens::office_id.eq(office))
        .filter(case_tokens::kind.eq(exact.kind().as_str()))
        .filter(case_tokens::token.eq(token))
        .select(case_tokens::case_id)
        .distinct()
        .limit(50)
        .load(conn)?)
}

/// Open cases made since then that hold a number an older case of the office holds too: (new, since when, older); at most
/// `most`, newest first. Of contacts and documents nothing but tokens says so.
pub fn unscoped_doubles(
    conn: &mut AnyConnection,
    office: OfficeId,
    since: Stamp,
    most: i64,
) -> ApiResult<Vec<(CaseId, Stamp, CaseId)>> {
    let (older_tokens, older) = diesel::alias!(case_tokens as older_tokens, cases as older);
    let same_number = older_tokens
        .field(case_tokens::office_id)
        .eq(case_tokens::office_id)
        .and(older_tokens.field(case_tokens::kind).eq(case_tokens::kind))
        .and(older_tokens.field(case_tokens::token).eq(case_tokens::token));
    Ok(cases::table
        .inner_join(
            case_tokens::table.on(case_tokens::office_id.eq(cases::office_id).and(case_tokens::case_id.eq(cases::id))),
        )
        .inner_join(older_tokens.on(same_number))
        .inner_join(older.on(older.field(cases::id).eq(older_tokens.field(case_tokens::case_id))))
        .filter(cases::office_id.eq(office))
        .filter(cases::open.eq(true))
        // What was made since then was changed since then: there is an index on that.
        .filter(cases::updated_at.ge(since))
        .filter(cases::created_at.ge(since))
        .filter(older.field(cases::created_at).lt(cases::created_at))
        .order((cases::created_at.desc(), cases::id))
        .select((cases::id, cases::created_at, older.field(cases::id)))
        .distinct()
        .limit(most)
        .load(conn)?)
}
