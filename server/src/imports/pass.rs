//! Going through the rows of a file, part by part: to check them, and once more to make ready what goes in. Each part is a
//! read of its own and a short step that keeps what came of it, so that others go on working.

use std::{collections::BTreeMap, sync::Arc};

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, ConsentId, ImportId, RawId, ServiceId},
    imports::{Doubles, ImportKind, ImportState, ProblemGroup, RowProblem, Trouble},
    record::RecordKind,
};

use super::{
    cases::{self, ReadyCase, SeenCases},
    cell::Line,
    finish,
    known::Known,
    line::Reader,
    parts,
    places::{self, Part},
    row::find,
    services::{self, Found, ReadyService},
};
use crate::{
    access::{Access, ImportWrite, InOffice, Reading, Writing},
    audit::AuditDraft,
    db::{Size, schema::imports},
    problem::{ApiError, ApiResult},
    random,
};
use yaninda_shared::problem::Code;

/// Problems of one kind that are shown at once.
const EXAMPLES: usize = 3;

type Right = Access<ImportWrite, InOffice>;

/// What a pass is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Check,
    Run,
}

/// One pass through an import as it was at one version.
pub(super) struct Pass {
    pub id: ImportId,
    pub version: i64,
    pub purpose: Purpose,
}

/// What was found so far.
struct Work {
    kind: ImportKind,
    known: Known,
    seen: SeenCases,
    groups: BTreeMap<(Option<u16>, Trouble), ProblemGroup>,
    done: i64,
    wrong: i64,
    doubles: i64,
    waits: i64,
    ready: i64,
}

/// What came of one part, sealed.
#[derive(Default)]
struct Outcome {
    problems: Option<Vec<u8>>,
    ready: Option<Vec<u8>>,
    made: Option<Vec<u8>>,
}

impl Pass {
    /// Goes through, and leaves the import checked, or done. Whatever goes wrong leaves nothing behind, and the import as if
    /// it had not been begun.
    pub(super) async fn go(self, right: Right) {
        let begun = right.later();
        if let Err(error) = self.through(right).await {
            tracing::warn!(%error, "an import was stopped");
            let (id, version) = (self.id, self.version);
            let put_back = begun.step(move |reading| {
                let present = imports::table.filter(imports::id.eq(id)).filter(imports::version.eq(version));
                diesel::update(present)
                    .set((imports::state.eq(ImportState::Read), imports::done.eq(0)))
                    .execute(reading.conn)?;
                Ok(())
            });
            if let Err(error) = put_back.await {
                tracing::warn!(%error, "an import that was stopped could not be put back");
            }
        }
    }

    async fn through(&self, right: Right) -> ApiResult<()> {
        let (id, version, purpose) = (self.id, self.version, self.purpose);
        let mut work = right.prepare(move |reading| Work::begin(reading, id, version)).await?;
        for seq in 0_i32.. {
            let (next, outcome) = right.prepare(move |reading| work.part(reading, id, seq, purpose)).await?;
            work = next;
            let Some(outcome) = outcome else { break };
            let (done, outcome) = (work.done, Arc::new(outcome));
            right.step(move |reading| keep(reading, id, version, seq, done, &outcome)).await?;
        }
        if purpose == Purpose::Run && !work.blocks() {
            let ready = work.ready;
            right.act_of(Size::Large, move |writing| finish::finish(writing, id, version, ready)).await
        } else {
            let work = Arc::new(work);
            right.act(move |writing| work.say(writing, id, version)).await
        }
    }
}

/// Keeps what came of a part and says how far it is. Errors: 409 if the import was begun anew meanwhile.
fn keep(
    reading: &mut Reading<'_, InOffice>,
    id: ImportId,
    version: i64,
    seq: i32,
    done: i64,
    outcome: &Outcome,
) -> ApiResult<()> {
    let present = imports::table.filter(imports::id.eq(id)).filter(imports::version.eq(version));
    let changed = diesel::update(present)
        .set((imports::done.eq(done), imports::beat_at.eq(reading.now)))
        .execute(reading.conn)?;
    if changed == 0 {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let office = reading.caller.office;
    for (part, sealed) in
        [(Part::Problems, &outcome.problems), (Part::Ready, &outcome.ready), (Part::Made, &outcome.made)]
    {
        if let Some(sealed) = sealed {
            parts::keep(reading.conn, office, id, part, seq, sealed)?;
        }
    }
    Ok(())
}

impl Work {
    fn begin(reading: &mut Reading<'_, InOffice>, id: ImportId, version: i64) -> ApiResult<Self> {
        let row = find(reading, id)?;
        if row.version != version {
            return Err(ApiError::Refused(Code::Conflict));
        }
        let key = reading.office_key()?;
        let inside = row.inside(&key)?;
        Ok(Self {
            kind: row.kind,
            known: Known::load(reading, &row, inside)?,
            seen: SeenCases::default(),
            groups: BTreeMap::new(),
            done: 0,
            wrong: 0,
            doubles: 0,
            waits: 0,
            ready: 0,
        })
    }

    /// Goes through one part; without an outcome there is none any more.
    fn part(
        mut self,
        reading: &mut Reading<'_, InOffice>,
        id: ImportId,
        seq: i32,
        purpose: Purpose,
    ) -> ApiResult<(Self, Option<Outcome>)> {
        let office = reading.caller.office;
        let Some(sealed) = parts::find(reading.conn, office, id, Part::Rows, seq)? else { return Ok((self, None)) };
        let key = reading.office_key()?;
        let lines: Vec<Line> = parts::open(&key, id, Part::Rows, seq, &sealed)?;
        let (mut problems, mut cases, mut services) = (Vec::new(), Vec::new(), Vec::new());
        for line in &lines {
            let mut row = Reader::new(&self.known, line);
            let (mut case, mut service) = (None, None);
            match self.kind {
                ImportKind::Cases => {
                    let new = || random::id(reading.core.keys.random(), reading.now);
                    let ids = (CaseId::from_raw(new()), ConsentId::from_raw(new()));
                    case = cases::read(reading, &mut row, &mut self.seen, ids)?;
                }
                ImportKind::Services => service = services::read(&mut row, &mut self.waits),
            }
            let found = row.problems;
            let wrong = found.iter().any(|problem| !problem.trouble.is_double());
            let double = !found.is_empty() && !wrong;
            self.wrong += i64::from(wrong);
            self.doubles += i64::from(double);
            self.note(&found);
            problems.extend(found);
            let refused = double && self.known.mapping.doubles != Doubles::Keep;
            if !wrong && !refused {
                cases.extend(case);
                services.extend(service);
            }
        }
        self.done += i64::try_from(lines.len()).unwrap_or(0);
        self.ready += i64::try_from(cases.len() + services.len()).unwrap_or(0);
        let random = reading.core.keys.random();
        let mut outcome = Outcome::default();
        if !problems.is_empty() {
            outcome.problems = Some(parts::seal(&key, random, id, Part::Problems, seq, &problems)?);
        }
        if purpose == Purpose::Run && !self.blocks() {
            let services = seal_services(reading, services)?;
            let made: Vec<RawId> = match self.kind {
                ImportKind::Cases => cases.iter().map(|case| case.id.raw()).collect(),
                ImportKind::Services => services.iter().map(|service| service.id.raw()).collect(),
            };
            let made: Vec<uuid::Uuid> = made.into_iter().map(|id| id.0).collect();
            outcome.made = Some(parts::seal(&key, random, id, Part::Made, seq, &made)?);
            outcome.ready = Some(match self.kind {
                ImportKind::Cases => parts::seal::<ReadyCase>(&key, random, id, Part::Ready, seq, &cases)?,
                ImportKind::Services => parts::seal(&key, random, id, Part::Ready, seq, &services)?,
            });
        }
        Ok((self, Some(outcome)))
    }

    fn note(&mut self, found: &[RowProblem]) {
        for problem in found {
            let (column, trouble) = (problem.column, problem.trouble);
            let group = self.groups.entry((column, trouble));
            let group = group.or_insert_with(|| ProblemGroup { column, trouble, rows: 0, first: Vec::new() });
            group.rows += 1;
            if group.first.len() < EXAMPLES {
                group.first.push(problem.clone());
            }
        }
    }

    /// Whether something is in the way of bringing it in.
    fn blocks(&self) -> bool {
        self.wrong > 0 || (self.doubles > 0 && self.known.mapping.doubles == Doubles::Stop)
    }

    /// Leaves the import checked, and says what was found.
    fn say(&self, writing: &mut Writing<'_, InOffice>, id: ImportId, version: i64) -> ApiResult<()> {
        let row = find(writing, id)?;
        if row.version != version {
            return Err(ApiError::Refused(Code::Conflict));
        }
        let key = writing.office_key()?;
        let mut inside = row.inside(&key)?;
        let mut groups: Vec<ProblemGroup> = self.groups.values().cloned().collect();
        groups.sort_by_key(|group| (group.trouble.is_double(), std::cmp::Reverse(group.rows)));
        inside.problems = groups;
        inside.waits = self.waits;
        diesel::update(imports::table.find(id))
            .set((
                imports::version.eq(version + 1),
                imports::updated_at.eq(writing.now),
                imports::updated_by.eq(writing.caller.user),
                imports::state.eq(ImportState::Checked),
                imports::done.eq(self.done),
                imports::wrong.eq(self.wrong),
                imports::doubles.eq(self.doubles),
                imports::sealed.eq(key.seal(writing.core.keys.random(), places::import(id), &inside)?),
            ))
            .execute(writing.conn)?;
        writing.touch(RecordKind::Import, id.raw(), None)?;
        writing.audit(AuditDraft::one(AuditAction::Changed, RecordKind::Import, None, id.raw()).fields(["checked"]));
        Ok(())
    }
}

/// Seals services under the keys of their cases.
fn seal_services(reading: &mut Reading<'_, InOffice>, found: Vec<Found>) -> ApiResult<Vec<ReadyService>> {
    let (core, office) = (reading.core, reading.caller.office);
    let mut ids: Vec<CaseId> = found.iter().map(|one| one.case).collect();
    ids.sort_unstable();
    ids.dedup();
    let keys = core.keys.cases(reading.conn, office, &ids)?;
    let seal = |one: Found| {
        let key = keys.get(&one.case).ok_or_else(ApiError::not_found)?;
        let id = ServiceId::from_raw(random::id(core.keys.random(), reading.now));
        ReadyService::seal(key, core.keys.random(), id, one)
    };
    found.into_iter().map(seal).collect()
}
