//! `yaninda serve` as a process of its own over a test's database, to be killed.

use std::{
    fmt::Write as _,
    io::Write as _,
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;
use yaninda::db::Target;

use crate::{
    database::Database,
    served::{ROOT_KEY, binary},
};

/// A server that can be started again and again.
pub struct Process {
    folder: TempDir,
    arguments: Vec<String>,
    port: u16,
    child: Option<Child>,
}

impl Process {
    /// Prepares a server over this database; `settings` are further lines of its configuration.
    pub fn over(database: &Database, settings: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let [port, pages] = [(); 2].map(|()| {
            let free = TcpListener::bind("127.0.0.1:0").expect("a port");
            free.local_addr().expect("its address").port()
        });
        let key = private(&folder, "root.key", &hex(&ROOT_KEY));
        let lines = format!("survivor_listen = \"127.0.0.1:{pages}\"\n{settings}\n");
        let config = private(&folder, "yaninda.toml", &lines);
        let mut arguments: Vec<String> = Vec::new();
        let mut say = |flag: &str, value: String| arguments.extend([flag.to_owned(), value]);
        say("--config", config.display().to_string());
        say("--root-key-file", key.display().to_string());
        match &database.target {
            Target::Sqlite(_) => say("--data", database.folder.path().display().to_string()),
            Target::Postgres(url) => {
                say("--data", folder.path().join("data").display().to_string());
                say("--database-url", url.clone());
            }
        }
        Self { folder, arguments, port, child: None }
    }

    /// Starts it. What it says goes into a file.
    pub fn start(&mut self) {
        let path = self.folder.path().join("log");
        let log = std::fs::OpenOptions::new().append(true).create(true).open(path).expect("a log");
        let child = Command::new(binary())
            .args(&self.arguments)
            .args(["serve", "--port", &self.port.to_string()])
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("the server starts");
        self.child = Some(child);
    }

    /// Waits until it answers.
    pub fn ready(&self) {
        let began = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(began.elapsed() < Duration::from_secs(20), "the server does not start: {}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Where it answers.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The most memory it has taken since it was started, in megabytes (Linux).
    pub fn most_memory(&self) -> u64 {
        let id = self.child.as_ref().expect("it runs").id();
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).expect("its status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its memory");
        line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") / 1024
    }

    /// Ends it as a power cut would (SIGKILL).
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Puts another root key in the place of the right one.
    pub fn lose_key(&self) {
        private(&self.folder, "root.key", &hex(&[8; 32]));
    }

    /// What it said so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Runs a command over the same database that reads this; answers its exit code, and all it printed.
    pub fn feed(&self, command: &[&str], input: &[u8]) -> (Option<i32>, String) {
        let mut child = Command::new(binary())
            .args(&self.arguments)
            .args(command)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        let mut stdin = child.stdin.take().expect("its input");
        // It may end before it has read everything.
        let _ = stdin.write_all(input);
        drop(stdin);
        let done = child.wait_with_output().expect("it ends");
        let said = [done.stdout, done.stderr].concat();
        (done.status.code(), String::from_utf8_lossy(&said).into_owned())
    }

    /// Runs another command over the same database, and answers what it printed.
    pub fn run(&self, command: &[&str]) -> String {
        let done = Command::new(binary()).args(&self.arguments).args(command).env_clear().output().expect("it runs");
        assert!(done.status.success(), "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).into_owned()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A file for its owner alone.
fn private(folder: &TempDir, name: &str, content: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, content).expect("written");
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).expect("private");
    path
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes everything");
        text
    })
}
