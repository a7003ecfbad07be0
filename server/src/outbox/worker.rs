//! The loops that send. Nobody waits for them: they look by themselves, and at once when something was queued here.

use std::time::Duration;

use super::send::step;
use crate::{access::Core, problem::ApiResult};

/// Mails in flight at a time.
const LANES: u32 = 4;
/// How soon it is looked again after something was queued whose unit of work may not have committed yet.
const SOON: Duration = Duration::from_millis(20);
/// How often it is looked for what became due, or was queued by another server.
const OFTEN: Duration = Duration::from_secs(5);
/// How often the other lanes look by themselves: the first one wakes them.
const SELDOM: Duration = Duration::from_secs(60);

/// Sends until the server stops, and then ends what was begun.
pub async fn run(core: Core) {
    let others: Vec<_> = (1..LANES).map(|_| actix_web::rt::spawn(lane(core.clone(), SELDOM))).collect();
    lane(core, OFTEN).await;
    for other in others {
        // A lane that broke off leaves a claim that runs out.
        let _ = other.await;
    }
}

/// Sends everything that is due now; answers how many mails were looked at.
pub async fn pass(core: &Core) -> ApiResult<usize> {
    let mut count = 0;
    while step(core).await? {
        count += 1;
    }
    Ok(count)
}

async fn lane(core: Core, most: Duration) {
    let mut pause = SOON;
    while !core.mail.is_closed() {
        match step(&core).await {
            Ok(true) => {
                pause = SOON;
                continue;
            }
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "the outbox could not be looked at"),
        }
        pause = if core.mail.wait(pause).await { SOON } else { (pause * 2).min(most) };
    }
}
