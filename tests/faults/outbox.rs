//! Two thousand mails, servers that are killed twenty times, a mail server that fails one time in five: every mail arrives,
//! none goes to a person who must not be written to, and what arrives twice is the same message.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use diesel::{dsl::count_star, prelude::*};
use serde_json::json;
use yaninda::{
    db::schema::{cases, mails, tasks},
    outbox::message_token,
    time::{Clock, SystemClock},
};
use yaninda_shared::{
    audit::AuditAction,
    ids::AppointmentId,
    mail::MailState,
    values::{LocalTime, Stamp},
};
use yaninda_tests::{
    Engine, World,
    mail::{Reachable, appointment},
    peer::{Peer, Taken},
    process::Process,
};

const PEOPLE: usize = 40;
const EACH: usize = 50;
/// People who must not be written to any more when their mails are due.
const REFUSED: usize = 8;
const REFUSED_EACH: usize = 25;
const KILLS: usize = 20;
/// Milliseconds that the mail server takes for a mail, so that there is something to kill.
const DELAY: &str = "60";
/// It ends by itself.
const MOST: Duration = Duration::from_secs(170);

/// A person and their appointments.
struct Written {
    person: Reachable,
    appointments: Vec<AppointmentId>,
}

/// Books everything, while nobody sends.
async fn book(world: &World, people: usize, each: usize) -> Vec<Written> {
    let rules = json!({ "channel": "email", "language": "en", "wording": "place", "reminders": [] });
    let first = wall(world.clock.now().plus_seconds(3 * 86_400));
    let mut all = Vec::new();
    for _ in 0..people {
        let person = world.reachable_by(rules.clone()).await;
        let mut booked = Vec::new();
        for at in 0..each {
            let starts = first.plus_minutes(i64::try_from(at).expect("few") * 90).to_string();
            booked.push(actix_web::rt::spawn({
                let (worker, case, draft) = (world.worker.clone(), person.case, appointment(&starts));
                async move {
                    let id = uuid::Uuid::now_v7();
                    worker.create(&format!("/cases/{case}/appointments/{id}"), &draft).await.expect(201);
                    AppointmentId::try_from(id).expect("an id")
                }
            }));
        }
        let mut appointments = Vec::new();
        for one in booked {
            appointments.push(one.await.expect("booked"));
        }
        all.push(Written { person, appointments });
    }
    all
}

/// The wall clock in Istanbul, three hours ahead all year.
fn wall(at: Stamp) -> LocalTime {
    let there = at.plus_seconds(3 * 3600);
    LocalTime::new(there.utc_day(), u32::try_from(there.seconds() % 86_400 / 60).expect("minutes of a day"))
}

/// The person may not be written to any more: each in another way.
async fn refuse(world: &World, at: usize, person: &Reachable) {
    let today = world.core.day(world.clock.now());
    match at % 3 {
        0 => {
            let path = format!("/cases/{}/consents/{}/withdraw", person.case, person.consent);
            world.worker.act(&path, 1, &json!({ "on": today })).await.expect(200);
        }
        1 => {
            let path = format!("/cases/{}/contacts/{}", person.case, person.contact);
            let body = json!({ "channel": "email", "value": person.address, "safe": false });
            world.worker.change(&path, 1, &body).await.expect(200);
        }
        _ => {
            let stopped = cases::mail_stopped_at.eq(Some(world.clock.now()));
            diesel::update(cases::table.find(person.case)).set(stopped).execute(&mut world.connect()).expect("stopped");
        }
    }
}

/// How many mails stand where.
fn states(world: &World) -> BTreeMap<&'static str, i64> {
    let counts: Vec<(MailState, i64)> = mails::table
        .group_by(mails::state)
        .select((mails::state, count_star()))
        .load(&mut world.connect())
        .expect("counts");
    counts.into_iter().map(|(state, count)| (state.as_str(), count)).collect()
}

/// As if the minutes had passed until what was refused for now is tried again. Claims are left to run out by themselves.
fn let_minutes_pass(world: &World) {
    let now = SystemClock.now();
    diesel::update(mails::table.filter(mails::state.eq(MailState::Queued)).filter(mails::next_at.gt(now)))
        .set(mails::next_at.eq(Some(now)))
        .execute(&mut world.connect())
        .expect("moved");
}

/// Small numbers that look like chance, the same each time.
fn chance(seed: &mut u64, below: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % below
}

async fn killed_and_refused(engine: Engine, servers: usize) {
    let began = Instant::now();
    let world = World::start_at(engine, SystemClock.now(), |_| ()).await;
    let written = book(&world, PEOPLE, EACH).await;
    let forbidden = book(&world, REFUSED, REFUSED_EACH).await;
    for (at, one) in forbidden.iter().enumerate() {
        refuse(&world, at, &one.person).await;
    }
    world.stop().await;
    let (wanted, unwanted) = (PEOPLE * EACH, REFUSED * REFUSED_EACH);
    assert_eq!(states(&world)["queued"], i64::try_from(wanted + unwanted).expect("few"));
    let booked = began.elapsed();

    let peer = Peer::start(&["--behave", "flaky", "--delay", DELAY]);
    let settings = [&peer.configuration(), "log = \"warn\""].concat();
    let mut servers: Vec<Process> = (0..servers).map(|_| Process::over(&world.database, &settings)).collect();
    for server in &mut servers {
        server.start();
    }
    servers.iter().for_each(Process::ready);
    let (mut kills, mut seed) = (0, 20_261_125);
    loop {
        let states = states(&world);
        let open = states.get("queued").unwrap_or(&0) + states.get("sending").unwrap_or(&0);
        if open == 0 && kills == KILLS {
            break;
        }
        assert!(began.elapsed() < MOST, "{kills} kills, {states:?}\n{}", servers[0].log());
        tokio::time::sleep(Duration::from_millis(200 + chance(&mut seed, 800))).await;
        let_minutes_pass(&world);
        if kills < KILLS {
            let one = usize::try_from(chance(&mut seed, 64)).expect("small") % servers.len();
            servers[one].kill();
            servers[one].start();
            kills += 1;
        }
    }
    servers.iter_mut().for_each(Process::kill);
    let taken = peer.taken();
    let twice = everything_arrived(&world, &written, &forbidden, &taken);
    let audited = servers[0].run(&["audit", "verify"]);
    println!(
        "{engine:?}, {} servers: {wanted} mails booked in {booked:.1?}, all sent after {:.1?} and {kills} kills; {} handed over, \
         {twice} of them twice under the same Message-ID; {unwanted} not sent to {REFUSED} refused people; {}",
        servers.len(),
        began.elapsed(),
        taken.len(),
        audited.lines().last().unwrap_or_default()
    );
}

/// Holds what was taken against what was booked; answers how many mails came more than once.
fn everything_arrived(world: &World, written: &[Written], forbidden: &[Written], taken: &[Taken]) -> usize {
    let (wanted, unwanted) = (PEOPLE * EACH, REFUSED * REFUSED_EACH);
    let states = states(world);
    let expected =
        [("dropped", unwanted), ("sent", wanted)].map(|(state, count)| (state, i64::try_from(count).expect("few")));
    assert_eq!(states, BTreeMap::from(expected));
    // Each appointment has one message, and exactly those messages came, to exactly those people.
    let mut arrived: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for mail in taken {
        assert_eq!(mail.id.len(), 1, "one Message-ID each");
        arrived.entry(mail.to.as_str()).or_default().insert(mail.id[0].as_str());
    }
    for one in forbidden {
        assert!(!arrived.contains_key(one.person.address.as_str()), "a refused person was written to");
    }
    for one in written {
        let subjects: Vec<_> = one.appointments.iter().map(|id| id.raw()).collect();
        let hashes: Vec<Vec<u8>> = mails::table
            .filter(mails::subject_id.eq_any(subjects))
            .select(mails::link_hash.assume_not_null())
            .load(&mut world.connect())
            .expect("mails");
        assert_eq!(hashes.len(), EACH);
        let ids: BTreeSet<String> =
            hashes.iter().map(|hash| format!("<{}@randevu.example>", message_token(hash))).collect();
        let came: BTreeSet<String> =
            arrived.remove(one.person.address.as_str()).unwrap_or_default().into_iter().map(str::to_owned).collect();
        assert_eq!(came, ids);
    }
    assert_eq!(arrived, BTreeMap::new(), "somebody else was written to");
    // Each was settled once, whoever died, and nobody was bothered but about the refused.
    assert_eq!(world.audited(world.istanbul, AuditAction::MailSent), i64::try_from(wanted).expect("few"));
    let refused: Vec<_> = forbidden.iter().map(|one| one.person.case).collect();
    let others = tasks::table.filter(tasks::case_id.ne_all(refused)).count().get_result::<i64>(&mut world.connect());
    assert_eq!(others.expect("a count"), 0);
    taken.len() - wanted
}

#[actix_web::test]
async fn every_mail_arrives_although_two_servers_are_killed_and_the_mail_server_fails() {
    killed_and_refused(Engine::Postgres, 2).await;
}

#[actix_web::test]
async fn every_mail_arrives_although_one_server_is_killed_and_the_mail_server_fails() {
    killed_and_refused(Engine::Sqlite, 1).await;
}
