//! Where files are looked into: a process of its own for each, so that a crafted one ends that process and not the server.

use std::{
    io,
    process::{ExitStatus, Stdio},
};

use futures_util::future::join;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::{Child, Command},
    sync::{Semaphore, SemaphorePermit},
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

/// The cleaned file. Errors: as [`in_own_process`].
pub(super) async fn clean(cleaner: &FileCleaner, sent: Sent, bytes: &[u8]) -> ApiResult<Vec<u8>> {
    Ok(in_own_process(cleaner, &["clean-file", sent.name()], bytes, MAX_BYTES).await?.0)
}

/// That it is this file's turn: the next one comes when this is dropped.
pub(crate) type Turn = SemaphorePermit<'static>;

/// What this command of the program makes of a file, at most `most` bytes, with the turn: who keeps it until what was made is
/// stored holds the memory of one file, however many are sent at once. A file that breaks a limit, of time too, is too
/// large. Errors: 422 on `file`, 503 if the files before it take too long.
pub(crate) async fn in_own_process(
    cleaner: &FileCleaner,
    command: &[&str],
    bytes: &[u8],
    most: usize,
) -> ApiResult<(Vec<u8>, Turn)> {
    let Ok(turn) = timeout(cleaner.patience, TURN.acquire()).await else {
        return Err(ApiError::Refused(Code::Busy));
    };
    let turn = turn.map_err(ApiError::internal)?;
    let mut child = start(cleaner, command).map_err(failed)?;
    let Ok(done) = timeout(cleaner.patience, work(&mut child, bytes, most)).await else {
        tracing::warn!(?command, "looking into a file took too long and was ended");
        child.kill().await.map_err(failed)?;
        return Err(Unfit::TooLarge.into());
    };
    let (status, made) = done.map_err(failed)?;
    judge(command, status)?;
    if made.len() > most { Err(Unfit::TooLarge.into()) } else { Ok((made, turn)) }
}

/// This program without our environment, which may hold the root key. It ends when nobody waits for it any more.
fn start(cleaner: &FileCleaner, command: &[&str]) -> io::Result<Child> {
    Command::new(&cleaner.program)
        .args(command)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // A message of a decoder may hold some of the file.
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
}

/// Hands the file over and takes back at most one byte more than is kept.
async fn work(child: &mut Child, bytes: &[u8], most: usize) -> io::Result<(ExitStatus, Vec<u8>)> {
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let give = async move {
        if let Some(mut input) = input {
            // A process that ended before it had read everything says why by its status.
            let _ = input.write_all(bytes).await;
        }
    };
    let take = async move {
        let mut made = Vec::new();
        if let Some(output) = output {
            let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
            output.take(most).read_to_end(&mut made).await?;
        }
        Ok::<_, io::Error>(made)
    };
    let ((), made) = join(give, take).await;
    Ok((child.wait().await?, made?))
}

/// A process that was ended by a signal ran into a limit, unless it was told to stop together with the server: then the file
/// is not to blame, and may be sent again.
fn judge(command: &[&str], status: ExitStatus) -> ApiResult<()> {
    match status.code() {
        Some(0) => Ok(()),
        Some(code) => Err(Unfit::from_exit(code).map_or_else(|| failed(status), ApiError::from)),
        None if was_told_to_stop(status) => Err(ApiError::Refused(Code::Busy)),
        None => {
            tracing::warn!(?command, %status, "looking into a file broke a limit");
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
    ApiError::internal(format_args!("the process that looks into files failed: {why}"))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    #[test]
    fn what_ended_the_process_decides_what_is_answered() {
        let code = |status| judge(&["clean-file"], ExitStatus::from_raw(status)).map_err(|error| error.code());
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
