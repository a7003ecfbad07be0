//! Making the programme: offices, accounts, the twenty, or as many cases as wished.

use chrono::Duration;
use diesel::prelude::*;
use yaninda_shared::{
    ids::{OfficeId, UserId},
    mail::MailLanguage,
    policy::Role,
    users::Locale,
    values::{NaiveDate, Name, Stamp},
};

use super::{
    accounts::{self, PEOPLE},
    case, people,
    plan::good,
    scale,
    scribe::Scribe,
    write_fund,
    write_request::limit,
};
use crate::{
    approvals::limits,
    clocks::schedule::{Moment, settle_office},
    db::{
        AnyConnection,
        schema::{offices, settings},
    },
    offices::create_with,
    outbox::languages,
    problem::{ApiError, ApiResult},
    random::{self, Random, SeededRandom},
    seal::Keyring,
    sessions::password::{self, Memory},
};

/// Cases in one transaction: what is held in memory at most.
const CHUNK: u64 = 200;

/// What is wished for.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// The same seed and day make the same programme.
    pub seed: u64,
    /// The last day of the histories.
    pub today: NaiveDate,
    /// So many cases for measuring instead of the twenty.
    pub scale: Option<u64>,
}

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    pub cases: u64,
    pub rows: u64,
}

struct Office {
    id: OfficeId,
    code: &'static str,
    worker: Option<UserId>,
    supervisor: Option<UserId>,
}

/// Whether nothing was ever stored here. The schema must be there.
pub fn is_empty(conn: &mut AnyConnection) -> ApiResult<bool> {
    let made: i64 = offices::table.count().get_result(conn)?;
    Ok(made == 0)
}

/// Makes the programme in an empty database; `progress` hears how many cases are done. The twenty are made all or not at
/// all; cases for measuring come in as many transactions as they need.
pub fn make(conn: &mut AnyConnection, keys: &Keyring, wish: &Wish, progress: impl FnMut(u64)) -> ApiResult<Made> {
    match wish.scale {
        None => conn.transaction(|conn| make_in(conn, keys, wish, progress)),
        Some(_) => make_in(conn, keys, wish, progress),
    }
}

fn make_in(conn: &mut AnyConnection, keys: &Keyring, wish: &Wish, mut progress: impl FnMut(u64)) -> ApiResult<Made> {
    if !is_empty(conn)? {
        return Err(ApiError::internal("the database is not empty"));
    }
    let ids = SeededRandom::new(wish.seed);
    let now = Stamp::from(wish.today.and_time(chrono::NaiveTime::MIN).and_utc()).plus_seconds(6 * 3600);
    let hash = password::hash(&mut Memory::default(), keys, accounts::PASSWORD)?;
    let mut made = conn.transaction(|conn| found(conn, keys, &ids, now, &hash))?;
    let total = wish.scale.unwrap_or(people::ALL.len() as u64);
    let mut rows = 0;
    let mut numbers = [0_u64; 2];
    let mut done = 0;
    while done < total {
        let until = (done + CHUNK).min(total);
        rows += conn.transaction(|conn| -> ApiResult<u64> {
            let mut rows = 0;
            for (index, office) in made.iter_mut().enumerate() {
                let number = numbers.get_mut(index).ok_or_else(|| ApiError::internal("two offices"))?;
                rows += chunk(conn, keys, &ids, now, wish, office, index, (done, until), number, &hash)?;
            }
            Ok(rows)
        })?;
        done = until;
        progress(done);
    }
    if wish.scale.is_none() {
        for (index, office) in made.iter().enumerate() {
            let Some(supervisor) = office.supervisor else { continue };
            let mut scribe = Scribe::begin(conn, keys, &ids, office.id, now)?;
            scribe.training(supervisor, index == 0)?;
            rows += scribe.finish()?;
        }
    }
    conn.transaction(|conn| -> ApiResult<()> {
        for (office, number) in made.iter().zip(numbers) {
            let next = i64::try_from(number + 1).unwrap_or(i64::MAX);
            diesel::update(offices::table.find(office.id)).set(offices::next_case.eq(next)).execute(conn)?;
            // As if the server had been there all the time: what was left too long has reached the supervisors.
            settle_office(conn, office.id, Moment { now, since: wish.today - Duration::days(400), random: &ids })?;
        }
        Ok(())
    })?;
    Ok(Made { cases: total, rows })
}

/// The mark, the offices and the people who sign in.
fn found(conn: &mut AnyConnection, keys: &Keyring, ids: &dyn Random, now: Stamp, hash: &str) -> ApiResult<Vec<Office>> {
    diesel::insert_into(settings::table).values((settings::key.eq("demo"), settings::value.eq("1"))).execute(conn)?;
    let mut made = Vec::new();
    for (code, name) in [("IST", "Istanbul"), ("ANK", "Ankara")] {
        let id = OfficeId::from_raw(random::id(ids, now));
        create_with(conn, keys, now, id, code, name)?;
        diesel::update(offices::table.find(id)).set(offices::mail_sender.eq(Some("Randevu"))).execute(conn)?;
        limits::store(conn, id, &[good(limit())?])?;
        made.push(Office { id, code, worker: None, supervisor: None });
    }
    for account in PEOPLE {
        let Some(office) = made.get_mut(account.office) else { continue };
        let user = accounts::add(
            conn,
            keys,
            ids,
            now,
            office.id,
            account.name,
            account.email,
            account.role,
            account.locale,
            hash,
        )?;
        accounts::enrol(conn, keys, office.id, user, account)?;
        match account.role {
            Role::Caseworker => _ = office.worker.get_or_insert(user),
            Role::Supervisor => _ = office.supervisor.get_or_insert(user),
            Role::Manager | Role::Admin | Role::Auditor => {}
        }
    }
    for office in &made {
        if let Some(by) = office.supervisor {
            approve_languages(conn, keys, office.id, by, now)?;
            write_fund::set_up(conn, ids, office.id, by, now, now.utc_day())?;
        }
    }
    Ok(made)
}

/// A native speaker of each language has read its texts, as they are in this version.
fn approve_languages(
    conn: &mut AnyConnection,
    keys: &Keyring,
    office: OfficeId,
    by: UserId,
    now: Stamp,
) -> ApiResult<()> {
    for language in MailLanguage::ALL {
        languages::record(conn, keys, office, *language, &good(Name::parse("A native speaker"))?, by, now)?;
    }
    Ok(())
}

/// The cases of one office between two positions of the whole programme.
#[expect(clippy::too_many_arguments, reason = "one step of the loop above")]
fn chunk(
    conn: &mut AnyConnection,
    keys: &Keyring,
    ids: &dyn Random,
    now: Stamp,
    wish: &Wish,
    office: &mut Office,
    index: usize,
    (from, until): (u64, u64),
    number: &mut u64,
    hash: &str,
) -> ApiResult<u64> {
    let mut plans = Vec::new();
    for position in from..until {
        let worker = office.worker.ok_or_else(|| ApiError::internal("no worker"))?;
        if wish.scale.is_some() {
            // Measuring is about one office; the other only has to be there.
            if index == 0 {
                plans.push(scale::case(ids, position + 1, worker, wish.today)?);
                if (position + 1).is_multiple_of(scale::CASELOAD) {
                    let email = format!("worker{}@demo.example", (position + 1) / scale::CASELOAD);
                    let next = accounts::add(
                        conn,
                        keys,
                        ids,
                        now,
                        office.id,
                        "Worker",
                        &email,
                        Role::Caseworker,
                        Locale::En,
                        hash,
                    )?;
                    office.worker = Some(next);
                }
            }
        } else if let Some(person) = usize::try_from(position).ok().and_then(|at| people::ALL.get(at))
            && person.office == index
        {
            let salt = u32::from_be_bytes(random::bytes::<4>(ids)) % 1000;
            plans.push(case::of_person(person, worker, wish.today, salt)?);
        }
    }
    if plans.is_empty() {
        return Ok(0);
    }
    let mut scribe = Scribe::begin(conn, keys, ids, office.id, now)?;
    for plan in &plans {
        *number += 1;
        scribe.case(&format!("{}-{number:04}", office.code), plan, office.supervisor)?;
    }
    scribe.finish()
}
