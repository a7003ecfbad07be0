//! The built binary, serving.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
};

use super::yaninda;

/// A server on a free port; it ends with the test.
pub struct Server {
    child: Child,
    /// Address and port.
    pub address: String,
}

impl Server {
    /// Serves with these arguments and waits for the line that says so.
    pub fn start(folder: &Path, args: &[&str]) -> Self {
        let port = free_port();
        let mut command = yaninda(folder, &["serve", "--port", &port]);
        let mut child = command.args(args).stderr(Stdio::piped()).spawn().expect("starts");
        let mut lines = BufReader::new(child.stderr.take().expect("its output")).lines();
        let said = lines.by_ref().map_while(Result::ok).find(|line| line.starts_with("serving on "));
        std::thread::spawn(move || lines.for_each(drop));
        let said = said.expect("it says where it serves");
        let address = said.rsplit('/').next().expect("an address").to_owned();
        Self { child, address }
    }

    /// The whole answer to a GET.
    pub fn get(&self, path: &str) -> String {
        get(&self.address, path)
    }

    /// As an operator or the system does.
    pub fn tell_to_stop(&self) {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("told");
    }

    /// Waits until it has ended; whether without a failure.
    pub fn ended_well(mut self) -> bool {
        self.child.wait().expect("it ends").success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on.
pub fn free_port() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its address").port().to_string()
}

/// The whole answer to a GET.
pub fn get(address: &str, path: &str) -> String {
    ask(TcpStream::connect(address).expect("it listens"), address, path)
}

/// Asks on this connection and reads until it is closed.
pub fn ask(mut stream: impl Read + Write, host: &str, path: &str) -> String {
    let mut answer = Vec::new();
    // Who speaks TLS may close without saying so, even before all is sent.
    let _ = write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}
