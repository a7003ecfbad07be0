//! A world for black-box tests: a real server on a real port over a real database, and the people who use it.

mod browser;
pub mod canary;
mod cases;
pub mod catalog;
mod database;
mod demo;
mod documented;
pub mod files;
pub mod mail;
pub mod peer;
mod persona;
pub mod process;
pub mod queries;
mod served;
mod until;
mod visitor;
mod world;

pub use browser::Browser;
pub use cases::{case_draft, case_draft_with, case_edit};
pub use database::{Database, Engine};
pub use demo::Demo;
pub use persona::{Answered, Persona};
pub use until::{until, until_within};
pub use visitor::{Page, Visitor};
pub use world::{PASSWORD, World};

/// Declares one test that runs on both databases.
///
/// The name is a claim: `caseworker_cannot_read_another_offices_case`.
#[macro_export]
macro_rules! on_both {
    ($(#[$meta:meta])* async fn $name:ident($world:ident: World) $body:block) => {
        mod $name {
            use super::*;

            async fn run($world: World) $body

            $(#[$meta])*
            #[actix_web::test]
            async fn sqlite() {
                run(World::start($crate::Engine::Sqlite).await).await;
            }

            $(#[$meta])*
            #[actix_web::test]
            async fn postgres() {
                run(World::start($crate::Engine::Postgres).await).await;
            }
        }
    };
}
