//! Trouble that holds up all mail, and how it ends.

use serde_json::json;
use yaninda::config::{MailServer, MailTls};
use yaninda_shared::{
    ids::AppointmentId,
    mail::{MailPause, Refusal},
    tasks::TaskKind,
};
use yaninda_tests::{
    Engine, World,
    mail::{appointment, pass},
    on_both,
    peer::Peer,
};

use super::sending::next;

/// A mail server of this computer that is none.
fn nowhere() -> MailServer {
    MailServer { host: "127.0.0.1".to_owned(), port: 1, tls: MailTls::None, login: None, ca_file: None, from: None }
}

on_both! {
    async fn trouble_with_all_mail_holds_it_up_and_counts_against_no_address(world: World) {
        let plain: fn(&Peer) -> MailServer = |peer| peer.server(MailTls::None, None);
        let starttls: fn(&Peer) -> MailServer = |peer| peer.server(MailTls::StartTls, Some(("randevu", "secret")));
        let strange: fn(&Peer) -> MailServer = |peer| {
            MailServer { ca_file: None, ..peer.server(MailTls::StartTls, Some(("randevu", "secret"))) }
        };
        let implicit: fn(&Peer) -> MailServer = |peer| MailServer { ca_file: None, ..peer.server(MailTls::Tls, None) };
        let closed: fn(&Peer) -> MailServer = |peer| MailServer { port: 1, ..peer.server(MailTls::None, None) };
        let login: &[&str] = &["--tls", "starttls", "--login", "randevu:secret"];
        for (what, options, server, why) in [
            ("nobody listens", &[] as &[&str], closed, MailPause::Unreachable),
            ("too many connections", &["--behave", "greet421"], plain, MailPause::Unreachable),
            ("no STARTTLS is offered", &[], strange, MailPause::Tls),
            ("a certificate of another name", &["--tls", "starttls", "--wrong-name"], starttls, MailPause::Tls),
            ("a certificate of nobody we know", login, strange, MailPause::Tls),
            ("no TLS where it should begin with it", &[], implicit, MailPause::Tls),
            ("another password", &["--tls", "starttls", "--login", "randevu:other"], starttls, MailPause::Authentication),
            ("another sender is wanted", &["--behave", "sender550"], plain, MailPause::Authentication),
        ] {
            let peer = Peer::start(options);
            let server = server(&peer);
            let sender = world.sender(|settings| settings.mail = Some(server)).await;
            let person = world.reachable().await;
            let id = world.book(&person, "2026-11-26T14:00").await;
            assert_eq!(pass(&sender).await, 1, "{what}");
            assert_eq!(sender.mail.paused(), Some(why), "{what}");
            assert_eq!(next(&world, id).1, 0, "{what}");
            assert_eq!(world.mail_lines(id.raw())[0], "confirmation once queued", "{what}");
            assert_eq!((world.open_tasks(person.case), peer.taken().len()), (vec![], 0), "{what}");
            // Nothing more is tried for a while.
            assert_eq!(pass(&sender).await, 0, "{what}");
            // It goes as soon as another server, or this one when it is mended, can send it.
            world.send_to_folder().await;
            assert_eq!(world.mail_lines(id.raw())[0], "confirmation once sent", "{what}");
        }
    }
}

on_both! {
    async fn a_held_up_queue_goes_on_by_itself_once_the_mail_server_is_back(world: World) {
        let peer = Peer::start(&[]);
        let port = peer.port;
        let sender = world.sender(peer.plain()).await;
        drop(peer);
        let person = world.reachable().await;
        world.book(&person, "2026-11-26T14:00").await;
        pass(&sender).await;
        assert_eq!(sender.mail.paused(), Some(MailPause::Unreachable));
        world.clock.advance(13);
        assert_eq!((pass(&sender).await, sender.mail.paused()), (0, Some(MailPause::Unreachable)));
        let back = Peer::start(&["--port", &port.to_string()]);
        // The second time it waits for longer.
        world.clock.advance(13);
        assert_eq!(pass(&sender).await, 0);
        world.clock.advance(13);
        assert_eq!((pass(&sender).await, sender.mail.paused()), (1, None));
        assert_eq!(back.taken().len(), 1);
    }
}

on_both! {
    async fn while_mail_is_held_up_somebody_hears_of_what_the_person_does_not_know(world: World) {
        let person = world.reachable().await;
        let told = world.book(&person, "2026-11-26T14:00").await;
        let moved = world.book(&person, "2026-11-27T14:00").await;
        world.send_to_folder().await;
        let path = |id| format!("/cases/{}/appointments/{id}", person.case);
        let sender = world.sender(|settings| settings.mail = Some(nowhere())).await;
        world.worker.act(&format!("{}/cancel", path(told)), 1, &json!({ "hears": "mail" })).await.expect(200);
        world.worker.change(&path(moved), 1, &appointment("2026-11-27T15:00")).await.expect(200);
        let new = world.book(&person, "2026-11-26T16:00").await;
        pass(&sender).await;
        assert_eq!(sender.mail.paused(), Some(MailPause::Unreachable));
        // It may go again by itself.
        world.clock.advance(599);
        pass(&sender).await;
        assert_eq!(world.open_tasks(person.case), []);
        world.clock.advance(2);
        assert_eq!(pass(&sender).await, 2);
        let task = |id: AppointmentId| (TaskKind::ReachOtherWay, true, id.raw(), Some(Refusal::HeldUp));
        let mut tasks = world.open_tasks(person.case);
        tasks.sort_by_key(|task| task.2.0);
        assert_eq!(tasks, [task(told), task(moved)]);
        // Once is enough, and nothing was tried.
        world.clock.advance(3600);
        assert_eq!(pass(&sender).await, 0);
        for id in [told, moved] {
            let lines = world.mail_lines(id.raw());
            assert!(lines.iter().any(|line| line.ends_with("once queued held_up")), "{lines:?}");
        }
        assert_eq!(world.mail_lines(new.raw())[0], "confirmation once queued");
        // They hear of it after all.
        world.send_to_folder().await;
        assert_eq!(world.open_tasks(person.case), []);
        assert!(world.mail_lines(told.raw()).contains(&"cancellation once sent".to_owned()));
    }
}

on_both! {
    async fn what_became_useful_for_longer_is_looked_at_once_while_mail_is_held_up(world: World) {
        let sender = world.sender(|settings| settings.mail = Some(nowhere())).await;
        let narrow = json!({ "channel": "email", "language": "en", "wording": "time_only", "reminders": [],
            "zone": "Europe/Istanbul", "hours": { "from": 540, "to": 780 } });
        let person = world.reachable_by(narrow).await;
        let id = world.book(&person, "2026-11-24T16:00").await;
        pass(&sender).await;
        assert_eq!(sender.mail.paused(), Some(MailPause::Unreachable));
        world.change_rule(&person, "hours", serde_json::Value::Null).await;
        // Half past one in the afternoon of the day.
        world.clock.advance(86_400 + 90 * 60);
        assert_eq!((pass(&sender).await, pass(&sender).await), (1, 0));
        assert_eq!(world.mail_lines(id.raw()), ["confirmation once queued"]);
    }
}

#[actix_web::test]
async fn who_ends_an_appointment_while_mail_is_held_up_hears_at_once_that_nothing_leaves() {
    let peer = Peer::start(&[]);
    let (port, world) = (peer.port, World::start_with(Engine::Sqlite, peer.plain()).await);
    let person = world.reachable().await;
    let id = world.book(&person, "2026-11-26T14:00").await;
    pass(&world.core).await;
    drop(peer);
    world.book(&person, "2026-11-27T14:00").await;
    pass(&world.core).await;
    assert_eq!(world.core.mail.paused(), Some(MailPause::Unreachable));

    let path = format!("/cases/{}/appointments/{id}", person.case);
    let foreseen = world.worker.get(&format!("{path}/ending?state=cancelled")).await.expect(200).json();
    assert_eq!((&foreseen["refused"], &foreseen["leaves_at"]), (&json!("held_up"), &json!(null)), "{foreseen}");
    assert_eq!(foreseen["task"], json!({ "kind": "reach_other_way", "urgent": true }));
    world.worker.act(&format!("{path}/cancel"), 1, &json!({ "hears": "mail" })).await.expect(200);
    let urgent = [(TaskKind::ReachOtherWay, true, id.raw(), Some(Refusal::HeldUp))];
    assert_eq!(world.open_tasks(person.case), urgent);
    // That it waits once more does not mean that somebody knows.
    world.worker.act(&format!("{path}/resend"), 2, &json!({})).await.expect(200);
    assert_eq!(world.open_tasks(person.case), urgent);
    let lines = world.mail_lines(id.raw());
    assert!(
        lines.iter().any(|line| line.starts_with("cancellation again-") && line.ends_with("queued held_up")),
        "{lines:?}"
    );

    let _back = Peer::start(&["--port", &port.to_string()]);
    world.clock.advance(13);
    pass(&world.core).await;
    assert_eq!((world.core.mail.paused(), world.open_tasks(person.case)), (None, vec![]));
}

on_both! {
    async fn who_would_be_on_their_way_before_mail_goes_again_is_reached_at_once(world: World) {
        let person = world.reachable().await;
        // Half an hour ahead.
        let id = world.book(&person, "2026-11-23T12:30").await;
        world.send_to_folder().await;
        let sender = world.sender(|settings| settings.mail = Some(nowhere())).await;
        world.clock.advance(1800 - 601);
        world.afresh(&world.worker).act(&format!("/cases/{}/appointments/{id}/cancel", person.case), 1, &json!({ "hears": "mail" }))
            .await.expect(200);
        pass(&sender).await;
        assert_eq!((sender.mail.paused(), world.open_tasks(person.case)), (Some(MailPause::Unreachable), vec![]));
        world.clock.advance(1);
        assert_eq!(pass(&sender).await, 1);
        let urgent = (TaskKind::ReachOtherWay, true, id.raw(), Some(Refusal::HeldUp));
        assert_eq!(world.open_tasks(person.case), [urgent]);
    }
}
