//! Stopping all mail.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;
use yaninda::db::schema::{appointments, cases};
use yaninda_shared::{audit::AuditAction, ids::CaseId, mail::MailKind, values::Stamp};
use yaninda_tests::{World, on_both};

use super::{booked, everything, open_tasks};

fn stopped_at(world: &World, case: CaseId) -> Option<Stamp> {
    cases::table.find(case).select(cases::mail_stopped_at).get_result(&mut world.connect()).expect("a case")
}

on_both! {
    async fn a_mail_program_stops_all_mail_with_one_click_and_once(world: World) {
        let one = booked(&world).await;
        let stop = format!("/stop/{}", one.token);
        world.visitor.get(&stop).await.expect(200).says("Stop all messages?");
        assert_eq!(stopped_at(&world, one.case), None, "a mail scanner follows links");
        world.visitor.post(&stop, "List-Unsubscribe=One-Click").await.expect(200).says("All messages are stopped");
        let at = stopped_at(&world, one.case);
        assert!(at.is_some());
        assert_eq!(open_tasks(&world, one.case), [("mail_stopped".to_owned(), true)]);
        assert_eq!(world.audited(world.istanbul, AuditAction::MailStopped), 1);
        let after = everything(&world);
        world.clock.advance(60);
        let multipart = world.visitor.with("content-type", "multipart/form-data; boundary=b");
        multipart.send(Method::POST, &stop, None).await.expect(200).says("All messages are stopped");
        world.visitor.get(&stop).await.expect(200).says("All messages are stopped").says_not("<form");
        assert_eq!(everything(&world), after);
        let feed = world.worker.get("/changes").await.expect(200).json();
        assert!(feed.to_string().contains(&one.case.to_string()));
        // The appointment itself stands.
        world.visitor.get(&one.page).await.expect(200).says("Can you come?");
    }
}

on_both! {
    async fn any_mail_stops_also_one_about_what_is_over_and_one_with_a_code(world: World) {
        for kind in [MailKind::Reminder, MailKind::AddressCode] {
            let one = booked(&world).await;
            let token = world.link(one.case, Uuid::now_v7(), kind, 7);
            world.visitor.get(&format!("/{token}")).await.expect(404);
            world.visitor.post(&format!("/stop/{token}?l=tr"), "").await.expect(200).says("<html lang=\"tr\"");
            assert!(stopped_at(&world, one.case).is_some(), "{kind:?}");
        }
        let unknown = world.visitor.post("/stop/never", "List-Unsubscribe=One-Click").await.expect(404);
        assert_eq!(unknown, world.visitor.get("/never").await);
    }
}

on_both! {
    async fn the_page_that_stops_mail_leads_back_only_while_there_is_an_appointment(world: World) {
        let one = booked(&world).await;
        let stop = format!("/stop/{}", one.token);
        let back = |query: &str| format!("href=\"/{}?{query}\"", one.token);
        world.visitor.get(&stop).await.expect(200).says(&back(""));
        world.visitor.get(&format!("{stop}?l=tr")).await.expect(200).says(&back("l=tr"));
        // There never was a page behind these.
        for kind in [MailKind::Reminder, MailKind::AddressCode] {
            let token = world.link(one.case, Uuid::now_v7(), kind, 7);
            let page = world.visitor.get(&format!("/stop/{token}")).await.expect(200);
            page.says("Stop all messages?").says_not("Back").says_not(&format!("href=\"/{token}"));
        }
        world.worker.act(&format!("{}/cancel", one.path), 1, &json!({})).await.expect(200);
        world.visitor.get(&one.page).await.expect(404);
        world.visitor.get(&stop).await.expect(200).says("Stop all messages?").says_not("Back");
    }
}

on_both! {
    async fn what_cannot_be_opened_of_an_appointment_keeps_nobody_from_stopping_mail(world: World) {
        let one = booked(&world).await;
        let stop = format!("/stop/{}", one.token);
        diesel::update(appointments::table.filter(appointments::case_id.eq(one.case)))
            .set(appointments::sealed.eq(vec![0_u8; 80]))
            .execute(&mut world.connect())
            .expect("an appointment");
        world.visitor.get(&one.page).await.expect(503);
        world.visitor.get(&stop).await.expect(200).says("Stop all messages?").says_not("Back");
        world.visitor.post(&stop, "").await.expect(200).says("All messages are stopped");
        assert!(stopped_at(&world, one.case).is_some());
    }
}

on_both! {
    async fn who_agreed_again_can_stop_again(world: World) {
        let one = booked(&world).await;
        let stop = format!("/stop/{}", one.token);
        world.visitor.post(&stop, "").await.expect(200);
        let first = stopped_at(&world, one.case);
        world.clock.advance(3600);
        let consent = |scope: &[&str]| {
            let body = json!({ "given_by": "person", "scope": scope, "purpose": "Mail", "language": "tr", "given_on": "2026-11-23" });
            let (who, path) = (world.afresh(&world.worker), format!("/cases/{}/consents/{}", one.case, Uuid::now_v7()));
            async move { who.create(&path, &body).await.expect(201) }
        };
        consent(&["services", "data_kept"]).await;
        world.visitor.get(&stop).await.expect(200).says("All messages are stopped");
        consent(&["email"]).await;
        world.visitor.get(&stop).await.expect(200).says("Stop all messages?");
        world.visitor.post(&stop, "").await.expect(200);
        assert!(stopped_at(&world, one.case) > first);
        assert_eq!(world.audited(world.istanbul, AuditAction::MailStopped), 2);
    }
}
