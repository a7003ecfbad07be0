//! The demo programme behind a server, and the people who sign in to it.

use serde_json::json;
use yaninda::{
    demo::{self, Wish, accounts},
    time::{Clock, FixedClock},
};
use yaninda_shared::values::Stamp;

use crate::{
    database::{Database, Engine},
    persona::Persona,
    served::{Served, prepare, serve},
    world::START,
};

/// A served demo.
pub struct Demo {
    pub database: Database,
    clock: FixedClock,
    served: Served,
}

impl Demo {
    /// Makes the programme of this seed on the day of the tests' clock.
    pub async fn start(engine: Engine, seed: u64) -> Self {
        let (database, clock) = (Database::create(engine), FixedClock::at(Stamp::from_micros(START)));
        let (mut conn, keys) = prepare(&database, &clock);
        let wish = Wish { seed, today: clock.now().utc_day(), scale: None };
        let made = demo::make(&mut conn, &keys, &wish, |_| ()).expect("the programme");
        assert_eq!(made.cases, 20);
        let served = serve(&database, &clock, |settings| settings.demo = true).await;
        Self { database, clock, served }
    }

    /// Signs in as one of the demo's people.
    pub async fn sign_in(&self, email: &str) -> Persona {
        let account = accounts::PEOPLE.iter().find(|account| account.email == email).expect("an account");
        let mut body = json!({ "email": email, "password": accounts::PASSWORD });
        if let Some(code) = account.code(self.clock.now()) {
            body["code"] = code.into();
        }
        let nobody = Persona::nobody(&self.served.url);
        let session = nobody.ask("/sessions", &body).await.expect(200).json();
        nobody.with_token(session["access_token"].as_str().expect("a token"))
    }

    /// Stops the server and waits until it has.
    pub async fn stop(&self) {
        self.served.stop().await;
    }
}
