//! What a mail server answers, and what comes of it.

use std::time::{Duration, Instant};

use diesel::prelude::*;
use serde_json::json;
use yaninda::{
    config::{Dkim, MailServer, MailTls, Settings},
    db::schema::{contacts, mails},
    outbox::{self, Carrier},
    time::Clock,
};
use yaninda_shared::{
    ids::{AppointmentId, ContactId},
    mail::{MailPause, MailState, Refusal},
    tasks::TaskKind,
    values::{NaiveDate, Stamp},
};
use yaninda_tests::{Engine, World, mail::pass, on_both, peer::Peer, until, until_within};

on_both! {
    async fn a_mail_goes_encrypted_and_logged_in_under_neutral_names_alone(world: World) {
        for (how, tls) in [("starttls", MailTls::StartTls), ("implicit", MailTls::Tls)] {
            let peer = Peer::start(&["--tls", how, "--login", "randevu:secret"]);
            let server = peer.server(tls, Some(("randevu", "secret")));
            let sender = world.sender(|settings| settings.mail = Some(server)).await;
            let person = world.reachable().await;
            world.book(&person, "2026-11-26T14:00").await;
            assert_eq!(pass(&sender).await, 1, "{how}");
            assert_eq!(sender.mail.paused(), None, "{how}");
            let taken = peer.taken();
            assert_eq!(taken.len(), 1, "{how}");
            assert!(taken[0].tls && taken[0].user.contains("randevu"), "{how}: {taken:?}");
            assert_eq!((taken[0].helo.as_str(), taken[0].from.as_str()), ("randevu.example", "info@randevu.example"));
            assert_eq!(taken[0].to, person.address);
        }
    }
}

on_both! {
    async fn a_mail_is_signed_here_where_a_key_is_set(world: World) {
        let peer = Peer::start(&[]);
        let server = peer.server(MailTls::None, None);
        let key_file = concat!(env!("CARGO_MANIFEST_DIR"), "/mail/keys/ed25519.pem").into();
        let sender = world
            .sender(|settings| {
                settings.mail = Some(server);
                settings.dkim = Some(Dkim { selector: "s1".to_owned(), key_file });
            })
            .await;
        let person = world.reachable().await;
        world.book(&person, "2026-11-26T14:00").await;
        pass(&sender).await;
        let mail = peer.taken().remove(0).mail;
        let unfolded = mail.replace("\r\n ", " ");
        let signature = unfolded.lines().find(|line| line.starts_with("DKIM-Signature:")).expect("a signature");
        assert!(signature.contains("d=randevu.example") && signature.contains("s=s1"), "{signature}");
    }
}

on_both! {
    async fn files_that_cannot_be_used_are_told_by_their_settings(world: World) {
        let nowhere = || Some("/nowhere".into());
        let server = MailServer {
            host: "mail.example".to_owned(),
            port: 587,
            tls: MailTls::StartTls,
            login: None,
            ca_file: None,
            from: None,
        };
        let wrong = |change: &dyn Fn(&mut Settings)| {
            let mut settings = (*world.core.settings).clone();
            settings.mail = Some(server.clone());
            change(&mut settings);
            Carrier::open(&settings).map(drop).map_err(|error| error.key)
        };
        assert_eq!(wrong(&|_| ()), Ok(()));
        let authority = wrong(&|settings| settings.mail.as_mut().expect("a server").ca_file = nowhere());
        assert_eq!(authority, Err("smtp_ca_file".to_owned()));
        let key = wrong(&|settings| {
            settings.dkim = Some(Dkim { selector: "s1".to_owned(), key_file: "/nowhere".into() });
        });
        assert_eq!(key, Err("dkim_key_file".to_owned()));
    }
}

/// When a mail about this is tried next, in seconds from now, and how often it was.
pub(super) fn next(world: &World, id: AppointmentId) -> (i64, i32) {
    let (at, attempts): (Option<Stamp>, i32) = mails::table
        .filter(mails::subject_id.eq(id.raw()))
        .filter(mails::occasion.eq("once"))
        .select((mails::next_at, mails::attempts))
        .get_result(&mut world.connect())
        .expect("a mail");
    (at.map_or(0, |at| at.seconds() - world.clock.now().seconds()), attempts)
}

fn proven(world: &World, contact: uuid::Uuid) -> Option<NaiveDate> {
    let row = contacts::table.find(ContactId::try_from(contact).expect("an id"));
    row.select(contacts::proven_on).get_result(&mut world.connect()).expect("a contact")
}

on_both! {
    async fn every_answer_of_a_mail_server_has_its_outcome(world: World) {
        let peer = Peer::start(&[]);
        let sender = world.sender(peer.plain()).await;
        for (how, line) in [
            ("ok", "confirmation once sent"),
            ("rcpt451", "confirmation once queued"),
            ("rcpt421", "confirmation once queued"),
            ("data451", "confirmation once queued"),
            ("data421", "confirmation once queued"),
            ("drop", "confirmation once queued"),
            ("rcpt550", "confirmation once failed rejected"),
            ("data552", "confirmation once failed rejected"),
            ("data554", "confirmation once failed rejected"),
        ] {
            let person = world.reachable_at(&format!("{how}-{}@home.example", uuid::Uuid::now_v7().simple())).await;
            let id = world.book(&person, "2026-11-26T14:00").await;
            assert_eq!(pass(&sender).await, 1, "{how}");
            assert_eq!(world.mail_lines(id.raw())[0], line, "{how}");
            let (next, attempts) = next(&world, id);
            assert_eq!(attempts, 1, "{how}");
            let contact = ContactId::try_from(person.contact).expect("an id");
            if line.ends_with("rejected") {
                let task = (TaskKind::AddressFailed, false, contact.raw(), Some(Refusal::Rejected));
                assert_eq!(world.open_tasks(person.case), [task], "{how}");
                assert_eq!(proven(&world, person.contact), None, "{how}");
            } else {
                assert_eq!(world.open_tasks(person.case), [], "{how}");
                assert!(proven(&world, person.contact).is_some(), "{how}");
            }
            assert_eq!((60..=75).contains(&next), line.ends_with("queued"), "{how}: {next}");
            assert_eq!(sender.mail.paused(), None, "{how}");
        }
        assert_eq!(peer.taken().len(), 1);
    }
}

on_both! {
    async fn what_is_refused_for_now_is_tried_ever_more_seldom_and_never_when_it_cannot_help(world: World) {
        let peer = Peer::start(&[]);
        let sender = world.sender(peer.plain()).await;
        let never = world.reachable_at("rcpt451-1@home.example").await;
        let second = world.reachable_at("once451-1@home.example").await;
        // In five hours: after four waits, of 81 minutes at least, four hours more never fit.
        let id = world.book(&never, "2026-11-23T17:00").await;
        let late = world.book(&second, "2026-11-23T17:00").await;
        pass(&sender).await;
        let mut waited = Vec::new();
        while world.mail_lines(id.raw())[0] == "confirmation once queued" {
            let (seconds, attempts) = next(&world, id);
            assert!(seconds > 0);
            waited.push(seconds / 60);
            assert_eq!(usize::try_from(attempts).ok(), Some(waited.len()));
            world.clock.advance(seconds);
            pass(&sender).await;
        }
        let most = [1, 5, 15, 60].map(|minutes| minutes..=minutes * 5 / 4);
        assert_eq!(waited.len(), most.len(), "four hours more would be too late: {waited:?}");
        assert!(waited.iter().zip(&most).all(|(waited, most)| most.contains(waited)), "{waited:?}");
        assert_eq!(world.mail_lines(id.raw())[0], "confirmation once failed too_late");
        let task = (TaskKind::MailRefused, false, id.raw(), Some(Refusal::TooLate));
        assert_eq!(world.open_tasks(never.case), [task]);
        assert_eq!(world.mail_lines(late.raw())[0], "confirmation once sent");
    }
}

on_both! {
    async fn a_change_that_is_refused_for_good_is_urgent(world: World) {
        let peer = Peer::start(&[]);
        let sender = world.sender(peer.plain()).await;
        let person = world.reachable_at("rcpt550-1@home.example").await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        // The first mail did arrive.
        world.send_to_folder().await;
        let path = format!("/cases/{}/appointments/{id}/cancel", person.case);
        world.worker.act(&path, 1, &json!({ "hears": "mail" })).await.expect(200);
        pass(&sender).await;
        let mut tasks = world.open_tasks(person.case);
        tasks.sort_by_key(|task| task.1);
        let contact = ContactId::try_from(person.contact).expect("an id");
        assert_eq!(
            tasks,
            [
                (TaskKind::AddressFailed, false, contact.raw(), Some(Refusal::Rejected)),
                (TaskKind::ReachOtherWay, true, id.raw(), Some(Refusal::Rejected)),
            ]
        );
    }
}

on_both! {
    async fn a_mail_server_that_hangs_up_between_two_mails_gets_both_once(world: World) {
        let peer = Peer::start(&["--behave", "hangup"]);
        let sender = world.sender(peer.plain()).await;
        for sent in 1..=3 {
            let person = world.reachable().await;
            let id = world.book(&person, "2026-11-26T14:00").await;
            pass(&sender).await;
            assert_eq!(world.mail_lines(id.raw())[0], "confirmation once sent");
            until("the mail server has hung up", || peer.hung_up() == sent).await;
        }
        assert_eq!(peer.taken().len(), 3);
    }
}

on_both! {
    async fn what_is_sent_again_after_a_crash_is_the_same_message_with_the_same_link(world: World) {
        let peer = Peer::start(&[]);
        let sender = world.sender(peer.plain()).await;
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        pass(&sender).await;
        // As if the server had died before it could write down that the mail was taken.
        diesel::update(mails::table.filter(mails::subject_id.eq(id.raw())).filter(mails::occasion.eq("once")))
            .set((
                mails::state.eq(MailState::Sending),
                mails::leased_until.eq(Some(world.clock.now())),
                mails::next_at.eq(Some(world.clock.now())),
            ))
            .execute(&mut world.connect())
            .expect("undone");
        pass(&sender).await;
        let taken = peer.taken();
        assert_eq!(taken.len(), 2);
        assert_eq!(taken[0].id, taken[1].id);
        assert_eq!(taken[0].id.len(), 1);
        assert_eq!(taken[0].mail, taken[1].mail);
        assert!(taken[0].mail.contains("https://randevu.example/"));
    }
}

/// A world whose own server sends to this peer.
async fn sending_to(peer: &Peer) -> World {
    World::start_with(Engine::Sqlite, peer.plain()).await
}

#[actix_web::test]
async fn a_mail_server_that_greets_and_hangs_is_given_up_and_keeps_nobody_waiting() {
    for behave in ["greet-hang", "silent"] {
        let peer = Peer::start(&["--behave", behave]);
        let world = sending_to(&peer).await;
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        let core = world.core.clone();
        let began = Instant::now();
        let sending = actix_web::rt::spawn(async move { outbox::pass(&core).await.expect("looked at") });
        // Meanwhile everybody works on.
        for _ in 0..5 {
            let asked = Instant::now();
            world.book(&person, "2026-11-27T14:00").await;
            assert!(asked.elapsed() < Duration::from_secs(3), "booking waited for the mail server");
        }
        assert!(!sending.is_finished(), "{behave}");
        sending.await.expect("done");
        assert!(began.elapsed() < Duration::from_secs(35), "{behave}: {:?}", began.elapsed());
        assert_eq!(world.core.mail.paused(), Some(MailPause::Unreachable), "{behave}");
        assert_eq!(world.mail_lines(id.raw())[0], "confirmation once queued", "{behave}");
        // The app stays in service, and says so.
        let ready = world.anonymous.get("//readyz").await.expect(200).json();
        assert_eq!((&ready["status"], &ready["mail"]), (&json!("ready"), &json!("unreachable")), "{behave}");
        let health = world.admin.get("/mail").await.expect(200).json();
        assert_eq!(health["paused"], "unreachable", "{behave}");
    }
}

#[actix_web::test]
async fn one_mail_that_hangs_keeps_no_other_waiting() {
    let peer = Peer::start(&[]);
    let world = sending_to(&peer).await;
    let slow = world.reachable_at("hang-1@home.example").await;
    let id = world.book(&slow, "2026-11-26T14:00").await;
    let core = world.core.clone();
    let sending = actix_web::rt::spawn(outbox::run(core));
    until("the slow mail is being sent", || world.mail_lines(id.raw())[0].ends_with("sending")).await;
    let began = Instant::now();
    for _ in 0..10 {
        let person = world.reachable().await;
        world.book(&person, "2026-11-26T14:00").await;
    }
    let is_being_sent = || world.mail_lines(id.raw())[0].ends_with("sending");
    until("ten others have left", || {
        let left = peer.taken().len();
        assert!(is_being_sent(), "{left} of 10");
        left == 10
    })
    .await;
    // No answer in time: it may have arrived, and is tried again.
    let rest = Duration::from_secs(35).saturating_sub(began.elapsed());
    until_within(rest, "the slow mail is given up", || !is_being_sent()).await;
    assert_eq!(world.mail_lines(id.raw())[0], "confirmation once queued");
    world.core.mail.close();
    tokio::time::timeout(Duration::from_secs(5), sending).await.expect("the lanes end").expect("well");
}
