//! Where files are cleaned: a process of its own for each, so that a crafted one ends that process and not the server.

use std::{
    io,
    process::{ExitStatus, Stdio},
};

use futures_util::future::join;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::{Child, Command},
    sync::Semaphore,
    time::timeout,
};
use yaninda_shared::{attachments::MAX_BYTES, problem::Code};

use super::{Sent, Unfit};
use crate::{
    config::FileCleaner,
    problem::{ApiError, ApiResult},
};

/// One file at a time: each may take as much memory as the limits allow.
static TURN: Semaphore = Semaphore::const_new(1);

/// The cleaned file. A file whose cleaning breaks a limit, of time too, is too large. Errors: 422 on `file`, 503 if the files
/// before it take too long.
pub(super) async fn clean(cleaner: &FileCleaner, sent: Sent, bytes: &[u8]) -> ApiResult<Vec<u8>> {
    let Ok(turn) = timeout(cleaner.patience, TURN.acquire()).await else {
        return Err(ApiError::Refused(Code::Busy));
    };
    let _turn = turn.map_err(ApiError::internal)?;
    let mut child = start(cleaner, sent).map_err(failed)?;
    let Ok(done) = timeout(cleaner.patience, work(&mut child, bytes)).await else {
        tracing::warn!(kind = sent.name(), "cleaning a file took too long and was ended");
        child.kill().await.map_err(failed)?;
        return Err(Unfit::TooLarge.into());
    };
    let (status, cleaned) = done.map_err(failed)?;
    judge(sent, status)?;
    if cleaned.len() > MAX_BYTES { Err(Unfit::TooLarge.into()) } else { Ok(cleaned) }
}

/// This program without our environment, which may hold the root key. It ends when nobody waits for it any more.
fn start(cleaner: &FileCleaner, sent: Sent) -> io::Result<Child> {
    Command::new(&cleaner.program)
        .args(["clean-file", sent.name()])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // A message of a decoder may hold some of the file.
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
}

/// Hands the file over and takes back at most one byte more than is kept.
async fn work(child: &mut Child, bytes: &[u8]) -> io::Result<(ExitStatus, Vec<u8>)> {
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let give = async move {
        if let Some(mut input) = input {
            // A process that ended before it had read everything says why by its status.
            let _ = input.write_all(bytes).await;
        }
    };
    let take = async move {
        let mut cleaned = Vec::new();
        if let Some(output) = output {
            let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
            output.take(most).read_to_end(&mut cleaned).await?;
        }
        Ok::<_, io::Error>(cleaned)
    };
    let ((), cleaned) = join(give, take).await;
    Ok((child.wait().await?, cleaned?))
}

/// A process that was ended by a signal ran into a limit, unless it was told to stop together with the server: then the file
/// is not to blame, and may be sent again.
fn judge(sent: Sent, status: ExitStatus) -> ApiResult<()> {
    match status.code() {
        Some(0) => Ok(()),
        Some(code) => Err(Unfit::from_exit(code).map_or_else(|| failed(status), ApiError::from)),
        None if was_told_to_stop(status) => Err(ApiError::Refused(Code::Busy)),
        None => {
            tracing::warn!(kind = sent.name(), %status, "cleaning a file broke a limit");
            Err(Unfit::TooLarge.into())
        }
    }
}

#[cfg(unix)]
fn was_told_to_stop(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;

    use rustix::process::Signal;
    let stops = [Signal::HUP, Signal::INT, Signal::TERM].map(Signal::as_raw);
    status.signal().is_some_and(|signal| stops.contains(&signal))
}

#[cfg(not(unix))]
fn was_told_to_stop(_: ExitStatus) -> bool {
    false
}

fn failed(why: impl std::fmt::Display) -> ApiError {
    ApiError::internal(format_args!("the process that cleans files failed: {why}"))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    #[test]
    fn what_ended_the_process_decides_what_is_answered() {
        let code = |status| judge(Sent::Pdf, ExitStatus::from_raw(status)).map_err(|error| error.code());
        assert_eq!(code(0), Ok(()));
        for exit in [10, 11, 12, 101] {
            assert_eq!(code(exit << 8), Err(Code::Invalid));
        }
        // Limits could not be set, or the command line was not understood.
        for exit in [1, 2] {
            assert_eq!(code(exit << 8), Err(Code::Internal));
        }
        // ABRT, KILL, SEGV and XCPU; HUP, INT and TERM.
        for signal in [6, 9, 11, 24] {
            assert_eq!(code(signal), Err(Code::Invalid));
        }
        for signal in [1, 2, 15] {
            assert_eq!(code(signal), Err(Code::Busy));
        }
    }
}
