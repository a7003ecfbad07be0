//! `yaninda demo`.

use std::{sync::Arc, time::Instant};

use clap::Args;
use yaninda_shared::values::NaiveDate;

use super::{
    failure::Failure,
    out::{self, Progress},
    place,
};
use crate::{
    config::{RootKeySource, Settings},
    demo::{self, Wish, accounts},
    random::SystemRandom,
    seal::Keyring,
    time::{Clock, SystemClock, day_in},
};

/// What demo to make.
#[derive(Args, Debug)]
pub(super) struct Demo {
    /// So many cases with ten services each, for measuring, instead of twenty with histories
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    scale: Option<u64>,
    /// The same seed and date make the same programme
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Last day of the histories [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// Do nothing if the database is not empty
    #[arg(long)]
    if_empty: bool,
}

pub(super) fn run(settings: &Settings, demo: &Demo) -> Result<(), Failure> {
    let Some(mut conn) = place::connect_unused(settings)? else {
        if demo.if_empty {
            return Ok(());
        }
        return Err(Failure::told(
            "the database is not empty, and a demo never touches such a one; choose another with --data",
        ));
    };
    place::migrate(&mut conn)?;
    let now = SystemClock.now();
    let root_key = match &settings.root_key {
        RootKeySource::File(path) if !path.exists() => {
            // Only a demo keeps it inside the data folder: one folder to make, one to throw away.
            let path = settings.data.join("root.key");
            if !path.exists() {
                place::write_private(&path, place::new_root_key(&SystemRandom).as_bytes())?;
            }
            place::root_key(&RootKeySource::File(path))?
        }
        other => place::root_key(other)?,
    };
    let keys = Keyring::open(&mut conn, root_key, Arc::new(SystemRandom), now)?;
    let wish = Wish {
        seed: demo.seed,
        today: demo.date.unwrap_or_else(|| day_in(settings.time_zone, now)),
        scale: demo.scale,
    };
    let started = Instant::now();
    let mut bar = Progress::start("demo programme", demo.scale.unwrap_or(20));
    let made = demo::make(&mut conn, &keys, &wish, |done| bar.at(done))?;
    let seconds = started.elapsed().as_secs_f64().max(0.001);
    out::say(format_args!(
        "made {} cases, {} rows in {seconds:.1} s ({:.0} rows a second)",
        made.cases,
        made.rows,
        made.rows as f64 / seconds
    ));
    out::say(format_args!(
        "sign in as {} with {}",
        accounts::PEOPLE.first().map_or("", |one| one.email),
        accounts::PASSWORD
    ));
    Ok(())
}
