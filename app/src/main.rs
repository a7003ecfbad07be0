//! The binary that trunk builds: mounts the library on the page.

fn main() {
    console_error_panic_hook::set_once();
    yaninda_app::start();
}
