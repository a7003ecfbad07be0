//! Entries of reads: a read is answered only after its entry has committed, and entries share commits.

use std::sync::Arc;

use chrono_tz::Tz;
use tokio::sync::{mpsc, oneshot};
use yaninda_shared::ids::OfficeId;

use super::{Actor, AuditDraft, append, opened::note_opened};
use crate::{
    db::Store,
    problem::{ApiError, ApiResult},
    time::{Clock, day_in},
};

struct Waiting {
    office: OfficeId,
    actor: Actor,
    drafts: Vec<AuditDraft>,
    done: oneshot::Sender<bool>,
}

/// Takes entries of reads from every request; cheap to clone.
#[derive(Clone)]
pub struct ReadLog(mpsc::Sender<Waiting>);

/// Most reads whose entries share one commit.
const BATCH: usize = 256;

impl ReadLog {
    /// Starts the task that commits entries.
    pub fn start(store: Store, clock: Arc<dyn Clock>, zone: Tz) -> Self {
        let (sender, mut queue) = mpsc::channel::<Waiting>(1024);
        tokio::spawn(async move {
            let mut batch = Vec::with_capacity(BATCH);
            while queue.recv_many(&mut batch, BATCH).await > 0 {
                let waiting = std::mem::take(&mut batch);
                let ok = commit(&store, clock.as_ref(), zone, &waiting).await;
                if let Err(error) = &ok {
                    tracing::error!(%error, "reads could not be recorded and were refused");
                }
                for one in waiting {
                    let _ = one.done.send(ok.is_ok());
                }
            }
        });
        Self(sender)
    }

    /// Records a read and returns once that is durable. Errors: the read must then not be answered.
    pub async fn record(&self, office: OfficeId, actor: Actor, drafts: Vec<AuditDraft>) -> ApiResult<()> {
        let (done, committed) = oneshot::channel();
        let gone = || ApiError::internal("the read log has stopped");
        self.0.send(Waiting { office, actor, drafts, done }).await.map_err(|_| gone())?;
        match committed.await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(crate::db::DbError::Commit.into()),
        }
    }
}

async fn commit(store: &Store, clock: &dyn Clock, zone: Tz, waiting: &[Waiting]) -> ApiResult<()> {
    let mut offices: Vec<(OfficeId, Vec<(Actor, AuditDraft)>)> = Vec::new();
    for one in waiting {
        let entries = one.drafts.iter().map(|draft| (one.actor, draft.clone()));
        match offices.iter_mut().find(|(office, _)| *office == one.office) {
            Some((_, all)) => all.extend(entries),
            None => offices.push((one.office, entries.collect())),
        }
    }
    // Always in the same order, so that two servers cannot lock each other out.
    offices.sort_by_key(|(office, _)| *office);
    let at = clock.now();
    let day = day_in(zone, at);
    store
        .write(move |conn| {
            // Cases first, as in a unit of work that changes one: the chain's lock is the last.
            let entries = offices.iter().flat_map(|(_, entries)| entries);
            note_opened(conn, day, entries.map(|(_, draft)| draft))?;
            offices.iter().try_for_each(|(office, entries)| append(conn, *office, at, entries))
        })
        .await
}
