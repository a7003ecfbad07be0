//! The command line: see [`yaninda::cli`].

fn main() -> std::process::ExitCode {
    yaninda::cli::run()
}
