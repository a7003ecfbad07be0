//! The binary that trunk builds: mounts the library on the page.

fn main() {
    yaninda_app::start();
}
