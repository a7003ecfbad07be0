//! What rows are held against: the mapping, and what the office has. Read once, before the first row.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, UserId},
    imports::{ImportField, ImportKind, ImportMapping},
    policy::{Action, Relation, Role, allows},
    text::{fold, fold_number},
    values::{Money, NaiveDate},
};

use super::row::{ImportRow, Inside};
use crate::{
    access::{InOffice, Reading},
    approvals::limits,
    cases::row::identity_place,
    db::schema::{cases, users},
    problem::{ApiError, ApiResult},
};

/// Cases opened at a time.
const CHUNK: usize = 500;

/// What a row may need to know of a case.
#[derive(Clone, Debug)]
pub(super) struct KnownCase {
    pub id: CaseId,
    pub number: String,
    pub opened_on: NaiveDate,
    pub open: bool,
}

/// Which case a reference means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    One(CaseId),
    Several,
}

/// What rows are held against.
pub(super) struct Known {
    pub today: NaiveDate,
    pub mapping: ImportMapping,
    /// Column of each field.
    pub columns: HashMap<ImportField, u16>,
    /// Headers of the file.
    pub headers: Vec<String>,
    /// What the office says words mean.
    pub meanings: HashMap<(ImportField, String), String>,
    pub cases: HashMap<CaseId, KnownCase>,
    /// By the case's number here, without punctuation.
    pub numbers: HashMap<String, CaseId>,
    /// By a number that stands in the identity of a case.
    pub references: HashMap<String, Meant>,
    /// Staff who may have cases, by the token of their address.
    pub workers: HashMap<Vec<u8>, UserId>,
    /// The most that the office pays without an approval.
    pub limits: Vec<Money>,
    /// Code names of open cases.
    pub code_names: HashSet<String>,
}

impl Known {
    pub(super) fn load(reading: &mut Reading<'_, InOffice>, row: &ImportRow, inside: Inside) -> ApiResult<Self> {
        let mapping = inside.mapping.ok_or_else(|| ApiError::internal("an import without a mapping"))?;
        let fields = (0_u16..).zip(&mapping.columns).filter_map(|(at, field)| Some(((*field)?, at)));
        let meant = mapping.meanings.iter();
        let meant = meant.map(|one| ((one.field, fold(one.text.as_str())), one.value.as_str().to_owned()));
        let office = reading.caller.office;
        let limits = limits::load(reading.conn, office)?;
        let mut known = Self {
            today: reading.today(),
            columns: fields.collect(),
            headers: inside.columns.into_iter().map(|column| column.name).collect(),
            meanings: meant.collect(),
            cases: HashMap::new(),
            numbers: HashMap::new(),
            references: HashMap::new(),
            workers: HashMap::new(),
            limits,
            code_names: HashSet::new(),
            mapping,
        };
        known.load_cases(reading)?;
        match row.kind {
            ImportKind::Cases => known.load_workers(reading)?,
            ImportKind::Services => known.load_references(reading)?,
        }
        Ok(known)
    }

    fn load_cases(&mut self, reading: &mut Reading<'_, InOffice>) -> ApiResult<()> {
        let rows: Vec<(CaseId, String, String, NaiveDate, bool)> = cases::table
            .filter(cases::office_id.eq(reading.caller.office))
            .select((cases::id, cases::number, cases::code_name, cases::opened_on, cases::open))
            .load(reading.conn)?;
        for (id, number, code_name, opened_on, open) in rows {
            self.numbers.insert(fold_number(&number), id);
            if open {
                self.code_names.insert(code_name);
            }
            self.cases.insert(id, KnownCase { id, number, opened_on, open });
        }
        Ok(())
    }

    fn load_workers(&mut self, reading: &mut Reading<'_, InOffice>) -> ApiResult<()> {
        let rows: Vec<(UserId, Vec<u8>, Role)> = users::table
            .filter(users::office_id.eq(reading.caller.office))
            .filter(users::disabled_at.is_null())
            .select((users::id, users::email_token, users::role))
            .load(reading.conn)?;
        let works = |role| allows(role, Action::CaseRead, Relation::Worker);
        self.workers = rows.into_iter().filter(|(_, _, role)| works(*role)).map(|(id, token, _)| (token, id)).collect();
        Ok(())
    }

    /// Identities are opened: numbers of a list of the office's own may be too short for a token.
    fn load_references(&mut self, reading: &mut Reading<'_, InOffice>) -> ApiResult<()> {
        let ids: Vec<CaseId> = self.cases.keys().copied().collect();
        for chunk in ids.chunks(CHUNK) {
            let rows: Vec<(CaseId, Option<Vec<u8>>)> =
                cases::table.filter(cases::id.eq_any(chunk)).select((cases::id, cases::identity)).load(reading.conn)?;
            let keys = reading.core.keys.cases(reading.conn, reading.caller.office, chunk)?;
            for (id, sealed) in rows {
                let (Some(sealed), Some(key)) = (sealed, keys.get(&id)) else { continue };
                let identity: yaninda_shared::cases::Identity = key.open(identity_place(id), &sealed)?;
                for number in identity.numbers {
                    let number = fold_number(number.number.as_str());
                    let meant = self.references.entry(number).or_insert(Meant::One(id));
                    if *meant != Meant::One(id) {
                        *meant = Meant::Several;
                    }
                }
            }
        }
        Ok(())
    }

    /// The case that a number means: its own, else one of the office's own list.
    pub(super) fn case(&self, text: &str) -> Option<Meant> {
        let number = fold_number(text);
        self.numbers.get(&number).map(|id| Meant::One(*id)).or_else(|| self.references.get(&number).copied())
    }
}
