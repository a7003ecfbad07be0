//! What a process that looks into a file takes from itself before it looks at the file, and cannot take back.

use std::io;

/// Most memory, everything counted: pixels of the largest photo (150 MB), what is made of them, and the program itself.
#[cfg(target_os = "linux")]
const ADDRESS_SPACE: u64 = 384 << 20;
/// Most seconds of work.
#[cfg(unix)]
const CPU_SECONDS: u64 = 20;

/// Limits memory and time, and forbids to open files, start programs and leave a core dump, which would hold the file.
/// Only Linux limits memory. Errors: a limit that cannot be set; the file must not be touched then.
#[cfg(unix)]
pub(crate) fn set() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    #[cfg(target_os = "linux")]
    let own = {
        // Where memory runs out all the same, this process is ended first and not the server.
        let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
        [(Resource::As, ADDRESS_SPACE), (Resource::Nproc, 0)]
    };
    #[cfg(not(target_os = "linux"))]
    let own = [];
    for (resource, most) in
        own.into_iter().chain([(Resource::Cpu, CPU_SECONDS), (Resource::Core, 0), (Resource::Nofile, 0)])
    {
        // Whoever started the server may have set less.
        let most = getrlimit(resource).maximum.map_or(most, |hard| hard.min(most));
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

#[cfg(not(unix))]
pub(crate) fn set() -> io::Result<()> {
    Ok(())
}
