//! Decides what was asked for, part by part. A server that stops in between goes on where it was; what two decide at the
//! same time only one stores.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use diesel::prelude::*;
use tokio::sync::{Notify, oneshot};
use yaninda_shared::{
    disclosure::Threshold,
    ids::{OfficeId, ReleaseId},
    problem::Code,
    releases::{ReleaseRefusal, ReleaseScope, ReleaseState},
};

use super::{
    bundle::{Bundle, Gathered, decide_all, gather},
    publish::{Part, progress, refuse, store},
    row::ReleaseRow,
    steps::{self, Step},
    stored::last_number,
};
use crate::{
    access::Core,
    db::{AnyConnection, schema::releases},
    offices,
    problem::{ApiError, ApiResult},
};

/// How often it is looked for what another server was asked for.
const OFTEN: Duration = Duration::from_secs(10);
/// How long it waits after a failure.
const PAUSE: Duration = Duration::from_secs(5);
/// How often a part is decided anew because another server was quicker.
const TRIES: usize = 20;

/// After so many faults a release is given up, so that it is not tried for ever.
const FAULTS: u32 = 5;

/// Wakes the worker, and remembers what went wrong.
#[derive(Clone, Debug, Default)]
pub struct Publisher {
    wake: Arc<Notify>,
    faults: Arc<Mutex<HashMap<ReleaseId, u32>>>,
}

impl Publisher {
    /// Something was asked for.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Counts a fault; answers how many there were.
    fn fault(&self, id: ReleaseId) -> u32 {
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        let count = faults.entry(id).or_default();
        *count += 1;
        *count
    }

    fn forget(&self, id: ReleaseId) {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

/// Decides until the server stops.
pub async fn run(core: Core) {
    loop {
        let pause = match pass(&core).await {
            Ok(_) => OFTEN,
            Err(error) => {
                tracing::warn!(%error, "releases could not be decided");
                PAUSE
            }
        };
        let _ = tokio::time::timeout(pause, core.publisher.wake.notified()).await;
    }
}

/// Decides everything that was asked for; answers how many parts that were. What fails is passed over until the next pass,
/// and given up when it has failed too often: it stops no other.
pub async fn pass(core: &Core) -> ApiResult<usize> {
    let (mut count, mut tries, mut passed) = (0, 0, Vec::new());
    loop {
        let Some(asked) = oldest(core, passed.clone()).await? else { return Ok(count) };
        match decide(core, &asked).await {
            Ok(()) => (count, tries) = (count + 1, 0),
            Err(error) if error.code() == Code::Conflict && tries < TRIES => tries += 1,
            Err(error) => {
                tracing::warn!(%error, release = %asked.id, "a release could not be decided");
                tries = 0;
                passed.push(asked.id);
                if error.code() != Code::Conflict && core.publisher.fault(asked.id) >= FAULTS {
                    give_up(core, &asked).await;
                }
            }
        }
    }
}

/// Ends a release that failed too often. If that fails too, the next pass tries it.
async fn give_up(core: &Core, asked: &ReleaseRow) {
    let ended = async {
        let last = core.unscoped_read(|conn, _| last_number(conn)).await?;
        refuse(core, asked, last, ReleaseRefusal::Failed).await
    };
    match ended.await {
        Ok(()) => core.publisher.forget(asked.id),
        Err(error) => tracing::warn!(%error, release = %asked.id, "a release could not be given up"),
    }
}

/// The first part of a release that is not there yet, and how many parts there are.
struct Next {
    step: Step,
    done: usize,
    steps: usize,
}

/// Decides the next part of the oldest release that is asked for, if there is one.
pub async fn step(core: &Core) -> ApiResult<bool> {
    let Some(asked) = oldest(core, Vec::new()).await? else { return Ok(false) };
    decide(core, &asked).await?;
    Ok(true)
}

/// The oldest release that is asked for, but for these.
async fn oldest(core: &Core, passed: Vec<ReleaseId>) -> ApiResult<Option<ReleaseRow>> {
    let found = core.unscoped_read(move |conn, _| {
        let oldest = releases::table
            .filter(releases::state.eq_any([ReleaseState::Waiting, ReleaseState::Deciding]))
            .filter(releases::id.ne_all(passed))
            .order((releases::created_at, releases::id));
        Ok(oldest.first(conn).optional()?)
    });
    found.await
}

async fn decide(core: &Core, asked: &ReleaseRow) -> ApiResult<()> {
    let of = asked.clone();
    let Next { step, done, steps } = core.unscoped_read(move |conn, _| next(conn, &of)).await?;
    progress(core, asked, done, steps).await?;
    let threshold = u32::try_from(asked.threshold).ok().and_then(|count| Threshold::parse(count).ok());
    let threshold = threshold.ok_or_else(|| ApiError::internal("a release without a threshold"))?;
    let definition = asked.definition;
    let gathered = core.unscoped_read(move |conn, core| gather(conn, core, step, threshold, definition)).await?;
    let (last, offices, funds) = (gathered.last, gathered.offices.clone(), gathered.funds.clone());
    match aside(gathered).await? {
        Ok(decided) => store(core, asked, Part { step, last, offices, funds, decided }).await,
        Err(why) => refuse(core, asked, last, why).await,
    }
}

fn next(conn: &mut AnyConnection, asked: &ReleaseRow) -> ApiResult<Next> {
    let period = asked.period()?;
    let all = offices::ids(conn)?;
    let steps = steps::of(asked.scope, asked.office_id, period, &all);
    let published: Vec<(ReleaseScope, OfficeId, String)> = releases::table
        .filter(releases::state.eq(ReleaseState::Published))
        .filter(releases::definition.eq(asked.definition))
        .filter(releases::period.eq_any(steps.iter().map(|(_, period)| period.to_string()).collect::<Vec<_>>()))
        .select((releases::scope, releases::office_id, releases::period))
        .load(conn)?;
    let there: HashSet<(Option<OfficeId>, String)> = published
        .into_iter()
        .map(|(scope, office, period)| ((scope == ReleaseScope::Office).then_some(office), period))
        .collect();
    let missing = |(whose, period): &Step| !there.contains(&(*whose, period.to_string()));
    let done = steps.iter().filter(|step| !missing(step)).count();
    let count = steps.len();
    let step = steps.into_iter().find(missing).ok_or_else(|| ApiError::internal("a release that is there twice"))?;
    Ok(Next { step, done, steps: count })
}

/// Decides on a thread of its own: it takes up to a minute, and whoever stops the server does not wait for it.
async fn aside(gathered: Gathered) -> ApiResult<Result<Bundle, ReleaseRefusal>> {
    let (answer, waiting) = oneshot::channel();
    let work = move || {
        let _ = answer.send(decide_all(gathered));
    };
    std::thread::Builder::new().name("release".to_owned()).spawn(work).map_err(ApiError::internal)?;
    waiting.await.map_err(|_| ApiError::internal("a decision broke off"))
}
