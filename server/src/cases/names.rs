//! Names of cases in memory, by office: folded words of code names, real names and numbers in a sorted set.
//!
//! Names are sealed on disk and have no tokens there; they are opened when an office first searches and kept fresh by
//! the change feed. Nothing in here is ever logged.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::Datelike;
use diesel::prelude::*;
use yaninda_shared::{
    cases::{Identity, Profile, Sex},
    ids::{CaseId, OfficeId},
    record::RecordKind,
    reports::Born,
    text::{fold, fold_number},
    values::{Country, Stamp},
};

use super::{
    row::{identity_place, profile_place},
    tokens::Exact,
};
use crate::{
    db::{
        AnyConnection,
        schema::{cases, change_feed},
    },
    problem::ApiResult,
    seal::Keyring,
};

/// Which field of a case matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    CodeName,
    Number,
    Name,
}

impl Field {
    /// As a search answers it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CodeName => "code_name",
            Self::Number => "number",
            Self::Name => "name",
        }
    }
}

/// What two cases of one person have in common.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Sameness {
    /// Words of the full name in one order, and the year of birth.
    Person(String, i32),
    /// An exact number.
    Number(Exact),
}

impl Sameness {
    /// A person by full name and year of birth.
    #[must_use]
    pub fn person(name: &str, year: i32) -> Option<Self> {
        let name = fold(name);
        let mut words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
        // A single word is no full name.
        if words.len() < 2 {
            return None;
        }
        words.sort_unstable();
        Some(Self::Person(words.join(" "), year))
    }

    /// Everything by which somebody may be known already.
    pub(crate) fn of(identity: &Identity, profile: &Profile) -> Vec<Self> {
        let year = identity.birth_date.map(|day| day.year()).or(profile.birth_year);
        let names = [identity.full_name(), identity.other_names.as_ref().map(|name| name.as_str().to_owned())];
        let persons = year.into_iter().flat_map(|year| {
            names.iter().flatten().filter_map(move |name| Self::person(name, year)).collect::<Vec<_>>()
        });
        persons.chain(Exact::of_identity(identity).into_iter().map(Self::Number)).collect()
    }
}

/// What reports count people by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    pub sex: Option<Sex>,
    pub born: Born,
    /// The first that was named.
    pub nationality: Option<Country>,
}

impl Traits {
    fn of(identity: &Identity, profile: &Profile) -> Self {
        let year = profile.birth_year.map_or(Born::Unknown, Born::In);
        let born = identity.birth_date.map_or(year, Born::On);
        Self { sex: profile.sex, born, nationality: profile.nationalities.first().cloned() }
    }
}

struct Known {
    version: i64,
    created_at: Stamp,
    open: bool,
    /// Number without punctuation, lower case.
    number: String,
    code_name: Vec<Box<str>>,
    names: Vec<Box<str>>,
    same: Vec<Sameness>,
    traits: Traits,
}

impl Known {
    fn matches(&self, words: &[String], compact: &str) -> Option<Field> {
        if is_number(compact) && (self.number.starts_with(compact) || serial(&self.number) == compact) {
            return Some(Field::Number);
        }
        let all = |texts: &[Box<str>]| {
            !words.is_empty() && words.iter().all(|word| texts.iter().any(|text| text.starts_with(word.as_str())))
        };
        if all(&self.code_name) {
            Some(Field::CodeName)
        } else if all(&self.names) {
            Some(Field::Name)
        } else {
            None
        }
    }

    fn words(&self) -> impl Iterator<Item = Box<str>> {
        let numbers = [self.number.clone().into_boxed_str(), serial(&self.number).into()];
        self.code_name.iter().chain(&self.names).cloned().chain(numbers)
    }
}

fn is_number(compact: &str) -> bool {
    compact.chars().any(|c| c.is_ascii_digit())
}

/// The running part of a case number without leading zeros.
fn serial(number: &str) -> &str {
    number.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_start_matches('0')
}

fn split(text: &str) -> Vec<Box<str>> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(Box::from).collect()
}

/// The names of one office.
#[derive(Default)]
pub struct OfficeNames {
    seq: Option<i64>,
    cases: HashMap<CaseId, Known>,
    words: BTreeSet<(Box<str>, CaseId)>,
    same: HashMap<Sameness, Vec<CaseId>>,
}

type Row = (CaseId, OfficeId, i64, Stamp, bool, String, String, Vec<u8>, Option<Vec<u8>>);
type Columns = (
    cases::id,
    cases::office_id,
    cases::version,
    cases::created_at,
    cases::open,
    cases::number,
    cases::code_name,
    cases::profile,
    cases::identity,
);
const COLUMNS: Columns = (
    cases::id,
    cases::office_id,
    cases::version,
    cases::created_at,
    cases::open,
    cases::number,
    cases::code_name,
    cases::profile,
    cases::identity,
);

/// Rows opened at a time.
const CHUNK: usize = 500;

impl OfficeNames {
    /// Whether everything up to this place in the feed is in.
    pub(super) fn reaches(&self, head: i64) -> bool {
        self.seq.is_some_and(|seq| seq >= head)
    }

    /// Brings the names up to date with what this connection sees, whose feed ends at `head`.
    pub(super) fn refresh(
        &mut self,
        conn: &mut AnyConnection,
        keys: &Keyring,
        office: OfficeId,
        head: i64,
    ) -> ApiResult<()> {
        match self.seq {
            // Somebody else did while this one waited.
            Some(_) if self.reaches(head) => return Ok(()),
            Some(seq) => {
                let touched: Vec<(RecordKind, yaninda_shared::ids::RawId)> = change_feed::table
                    .filter(change_feed::office_id.eq(office))
                    .filter(change_feed::seq.gt(seq))
                    .order(change_feed::seq)
                    .select((change_feed::kind, change_feed::record_id))
                    .load(conn)?;
                let ids: Vec<CaseId> = touched
                    .into_iter()
                    .filter_map(|(kind, id)| (kind == RecordKind::Case).then_some(CaseId::from_raw(id)))
                    .collect();
                for chunk in ids.chunks(CHUNK) {
                    // By id alone: with the office in the condition SQLite would walk the office's index.
                    let rows: Vec<Row> = cases::table.filter(cases::id.eq_any(chunk)).select(COLUMNS).load(conn)?;
                    // An import that was undone took it out again.
                    chunk.iter().filter(|id| !rows.iter().any(|row| row.0 == **id)).for_each(|id| self.forget(*id));
                    self.take(conn, keys, office, rows)?;
                }
            }
            None => self.load(conn, keys, office)?,
        }
        self.seq = Some(head);
        Ok(())
    }

    fn load(&mut self, conn: &mut AnyConnection, keys: &Keyring, office: OfficeId) -> ApiResult<()> {
        for open in [true, false] {
            let mut after: Option<(Stamp, CaseId)> = None;
            loop {
                let mut rows = cases::table
                    .select((COLUMNS, cases::updated_at))
                    .filter(cases::office_id.eq(office))
                    .filter(cases::open.eq(open))
                    .order((cases::updated_at.desc(), cases::id.desc()))
                    .limit(CHUNK as i64)
                    .into_boxed();
                if let Some((at, id)) = after {
                    rows = rows.filter(cases::updated_at.le(at).and(cases::updated_at.lt(at).or(cases::id.lt(id))));
                }
                let rows: Vec<(Row, Stamp)> = rows.load(conn)?;
                let Some((last, at)) = rows.last() else { break };
                after = Some((*at, last.0));
                self.take(conn, keys, office, rows.into_iter().map(|(row, _)| row).collect())?;
            }
        }
        Ok(())
    }

    fn take(&mut self, conn: &mut AnyConnection, keys: &Keyring, office: OfficeId, rows: Vec<Row>) -> ApiResult<()> {
        let ids: Vec<CaseId> = rows.iter().map(|row| row.0).collect();
        let sealers = keys.cases(conn, office, &ids)?;
        for (id, of, version, created_at, open, number, code_name, profile, identity) in rows {
            if of != office {
                // It moved away.
                self.forget(id);
                continue;
            }
            if let Some(known) = self.cases.get_mut(&id)
                && known.version == version
            {
                known.open = open;
                continue;
            }
            self.forget(id);
            // Without a key the person was erased.
            let Some(key) = sealers.get(&id) else { continue };
            let profile: Profile = key.open(profile_place(id), &profile)?;
            let identity: Identity = match identity {
                Some(sealed) => key.open(identity_place(id), &sealed)?,
                None => Identity::default(),
            };
            let names = [&identity.given_names, &identity.family_names, &identity.other_names];
            let known = Known {
                version,
                created_at,
                open,
                number: fold_number(&number).to_lowercase(),
                code_name: split(&code_name),
                names: names.into_iter().flatten().flat_map(|name| split(name.as_str())).collect(),
                same: Sameness::of(&identity, &profile),
                traits: Traits::of(&identity, &profile),
            };
            self.words.extend(known.words().map(|word| (word, id)));
            for same in &known.same {
                self.same.entry(same.clone()).or_default().push(id);
            }
            self.cases.insert(id, known);
        }
        Ok(())
    }

    fn forget(&mut self, id: CaseId) {
        let Some(known) = self.cases.remove(&id) else { return };
        for word in known.words() {
            self.words.remove(&(word, id));
        }
        for same in &known.same {
            if let Some(ids) = self.same.get_mut(same) {
                ids.retain(|other| *other != id);
            }
        }
    }

    /// Cases that match, at most `most`; `only` limits them to the caller's own.
    #[must_use]
    pub fn find(&self, q: &str, only: Option<&HashSet<CaseId>>, most: usize) -> Vec<(CaseId, Field)> {
        let words: Vec<String> = split(q).into_iter().map(String::from).collect();
        let compact = fold_number(q).to_lowercase();
        let matching = |id: &CaseId| self.cases.get(id)?.matches(&words, &compact).map(|field| (*id, field));
        if let Some(only) = only {
            return only.iter().filter_map(matching).take(most).collect();
        }
        let mut found: Vec<(CaseId, Field)> = Vec::new();
        let mut seen = HashSet::new();
        let number = is_number(&compact).then_some(compact.as_str());
        for start in number.into_iter().chain(words.first().map(String::as_str)) {
            let from = (Box::from(start), CaseId::from_raw(yaninda_shared::ids::RawId(uuid::Uuid::nil())));
            for (_, id) in self.words.range(from..).take_while(|(word, _)| word.starts_with(start)) {
                if found.len() >= most {
                    return found;
                }
                if seen.insert(*id) {
                    found.extend(matching(id));
                }
            }
        }
        found
    }

    /// What is known of the person of a case; nothing of one who was erased.
    #[must_use]
    pub fn traits(&self, case: CaseId) -> Option<&Traits> {
        self.cases.get(&case).map(|known| &known.traits)
    }

    /// Cases that have this in common.
    #[must_use]
    pub fn same(&self, what: &Sameness) -> &[CaseId] {
        self.same.get(what).map_or(&[], Vec::as_slice)
    }

    /// Open cases made since then that may be about a person who has an older one: (new, since when, older).
    #[must_use]
    pub fn doubles(&self, since: Stamp) -> Vec<(CaseId, Stamp, CaseId)> {
        let mut doubles = Vec::new();
        for (id, known) in self.cases.iter().filter(|(_, known)| known.open && known.created_at >= since) {
            let order = (known.created_at, *id);
            let older = known
                .same
                .iter()
                .flat_map(|same| self.same(same))
                .find(|other| self.cases.get(other).is_some_and(|former| (former.created_at, **other) < order));
            doubles.extend(older.map(|older| (*id, known.created_at, *older)));
        }
        doubles.sort_unstable_by_key(|(id, at, _)| (*at, *id));
        doubles
    }
}
