//! Every reason not to write to a person, at booking and again at sending.

use diesel::prelude::*;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda::{
    config::Settings,
    db::schema::{cases, contacts, mails, offices},
    time::Clock,
};
use yaninda_shared::{
    audit::AuditAction,
    ids::{ContactId, MailId},
    mail::{MailPause, MailState, Refusal},
    tasks::TaskKind,
    values::Stamp,
};
use yaninda_tests::{
    World,
    mail::{Reachable, appointment, pass, to_folder},
    on_both,
};

/// What happens to a person who could be written to before.
#[derive(Clone, Copy, Debug)]
enum Then {
    CaseCloses,
    NoWordingIsChosen,
    NoChannelIsChosen,
    AnotherChannelIsChosen,
    ConsentIsWithdrawn,
    ConsentLosesEmail,
    MailIsStopped,
    AddressBecomesPhone,
    AddressIsUnsafe,
    AddressChanges,
    AddressFails,
    ConfirmationGrowsOld,
    LanguageIsUnknown,
    LanguageHasNoTexts,
    LanguageIsDisapproved,
    TextsChange,
}

const TABLE: &[(Then, Refusal)] = &[
    (Then::CaseCloses, Refusal::CaseClosed),
    (Then::NoWordingIsChosen, Refusal::NoChoice),
    (Then::NoChannelIsChosen, Refusal::NoChoice),
    (Then::AnotherChannelIsChosen, Refusal::OtherChannel),
    (Then::ConsentIsWithdrawn, Refusal::NoConsent),
    (Then::ConsentLosesEmail, Refusal::NoConsent),
    (Then::MailIsStopped, Refusal::Stopped),
    (Then::AddressBecomesPhone, Refusal::NoAddress),
    (Then::AddressIsUnsafe, Refusal::AddressUnsafe),
    (Then::AddressChanges, Refusal::AddressUnproven),
    (Then::AddressFails, Refusal::AddressUnproven),
    (Then::ConfirmationGrowsOld, Refusal::AddressStale),
    (Then::LanguageIsUnknown, Refusal::NoLanguage),
    (Then::LanguageHasNoTexts, Refusal::NoLanguage),
    (Then::LanguageIsDisapproved, Refusal::LanguageUnapproved),
    (Then::TextsChange, Refusal::LanguageUnapproved),
];

impl Then {
    async fn happen(self, world: &World, person: &Reachable) {
        let case = person.case;
        let conn = &mut world.connect();
        match self {
            Self::CaseCloses => {
                diesel::update(cases::table.find(case)).set(cases::open.eq(false)).execute(conn).expect("closed");
            }
            Self::NoWordingIsChosen => world.change_rule(person, "wording", json!("nothing")).await,
            Self::NoChannelIsChosen => world.change_rule(person, "channel", Value::Null).await,
            Self::AnotherChannelIsChosen => world.change_rule(person, "channel", json!("phone")).await,
            Self::LanguageIsUnknown => world.change_rule(person, "language", Value::Null).await,
            Self::LanguageHasNoTexts => world.change_rule(person, "language", json!("so")).await,
            Self::ConsentIsWithdrawn => {
                let path = format!("/cases/{case}/consents/{}/withdraw", person.consent);
                world.worker.act(&path, 1, &json!({ "on": "2026-11-23" })).await.expect(200);
            }
            Self::ConsentLosesEmail => {
                let mut consent = person.draft["consent"].clone();
                consent["scope"] = json!(["services", "data_kept", "phone"]);
                let path = format!("/cases/{case}/consents/{}", person.consent);
                world.worker.change(&path, 1, &consent).await.expect(200);
            }
            Self::MailIsStopped => {
                let stopped = cases::mail_stopped_at.eq(Some(world.clock.now()));
                diesel::update(cases::table.find(case)).set(stopped).execute(conn).expect("stopped");
            }
            Self::AddressBecomesPhone => contact(world, person, "phone", "+905551112233", true).await,
            Self::AddressIsUnsafe => contact(world, person, "email", &person.address, false).await,
            Self::AddressChanges => contact(world, person, "email", "another@home.example", true).await,
            Self::AddressFails => world.prove(person.contact, None),
            Self::ConfirmationGrowsOld => world.prove(person.contact, Some("2026-09-23".parse().expect("a day"))),
            Self::LanguageIsDisapproved => {
                world.admin.send(Method::DELETE, "/mail/languages/en", &[], None).await.expect(204);
            }
            Self::TextsChange => {
                use yaninda::db::schema::mail_languages::{table, texts_hash};
                diesel::update(table).set(texts_hash.eq("0".repeat(64))).execute(conn).expect("changed");
            }
        }
    }
}

async fn contact(world: &World, person: &Reachable, channel: &str, value: &str, safe: bool) {
    let path = format!("/cases/{}/contacts/{}", person.case, person.contact);
    let body = json!({ "channel": channel, "value": value, "safe": safe, "last_confirmed_on": "2026-11-23" });
    world.worker.change(&path, 1, &body).await.expect(200);
}

on_both! {
    async fn what_forbids_mail_at_booking_leaves_nothing_queued_and_a_task_that_says_why(world: World) {
        for (then, refused) in TABLE {
            let person = world.reachable().await;
            then.happen(&world, &person).await;
            if *refused == Refusal::CaseClosed {
                // Nothing is booked in a closed case at all.
                continue;
            }
            let before = world.audited(world.istanbul, AuditAction::MailRefused);
            let id = world.book(&person, "2026-11-26T14:00").await;
            assert_eq!(world.mail_lines(id.raw()), Vec::<String>::new(), "{then:?}");
            let task = (TaskKind::MailRefused, false, id.raw(), Some(*refused));
            assert_eq!(world.open_tasks(person.case), [task], "{then:?}");
            assert_eq!(world.audited(world.istanbul, AuditAction::MailRefused), before + 1, "{then:?}");
        }
        world.send_to_folder().await;
        assert_eq!(world.mailbox(), Vec::<String>::new());
    }
}

on_both! {
    async fn what_forbids_mail_between_booking_and_sending_stops_it_and_leaves_a_task_that_says_why(world: World) {
        for (then, refused) in TABLE {
            let person = world.reachable().await;
            let id = world.book(&person, "2026-11-26T14:00").await;
            assert_eq!(world.open_tasks(person.case), [], "{then:?}");
            then.happen(&world, &person).await;
            assert_eq!(world.send_to_folder().await, 1, "{then:?}");
            let dropped = format!("confirmation once dropped {}", refused.as_str());
            assert_eq!(world.mail_lines(id.raw())[0], dropped, "{then:?}");
            let task = (TaskKind::MailRefused, false, id.raw(), Some(*refused));
            assert_eq!(world.open_tasks(person.case), [task], "{then:?}");
        }
        assert_eq!(world.mailbox(), Vec::<String>::new());
        assert_eq!(world.audited(world.istanbul, AuditAction::MailSent), 0);
        let refused = i64::try_from(TABLE.len()).expect("a count");
        assert_eq!(world.audited(world.istanbul, AuditAction::MailRefused), refused);
    }
}

on_both! {
    async fn whom_nothing_forbids_to_write_to_is_written_to(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        assert_eq!(world.send_to_folder().await, 1);
        assert_eq!(
            world.mail_lines(id.raw()),
            ["confirmation once sent", "reminder 24h queued", "reminder 2h queued"]
        );
        assert_eq!(world.mailbox_of(&person).len(), 1);
        assert_eq!(world.open_tasks(person.case), []);
        assert_eq!(world.audited(world.istanbul, AuditAction::MailSent), 1);
    }
}

on_both! {
    async fn nothing_is_queued_or_sent_before_the_names_that_tell_nothing_are_set(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        let unset: [fn(&mut Settings); 3] = [
            |settings| settings.mail_domain = None,
            |settings| settings.survivor_origin = None,
            // The staff's own family.
            |settings| settings.origin = "https://cases.randevu.example".to_owned(),
        ];
        for change in unset {
            let sender = world.sender(change).await;
            assert_eq!(sender.mail.paused(), Some(MailPause::NotSetUp));
            assert_eq!(pass(&sender).await, 0);
        }
        assert_eq!(world.mail_lines(id.raw())[0], "confirmation once queued");
        let nobody = world.again_with(|settings| settings.mail_domain = None).await;
        let worker = world.worker.at_server_of(&nobody);
        let path = format!("/cases/{}/appointments/{}", person.case, uuid::Uuid::now_v7());
        worker.create(&path, &yaninda_tests::mail::appointment("2026-11-27T14:00")).await.expect(201);
        let tasks = world.open_tasks(person.case);
        assert_eq!((tasks[0].0, tasks[0].3), (TaskKind::MailRefused, Some(Refusal::NotSetUp)));
        let ready = nobody.get("//readyz").await.expect(200).json();
        assert_eq!((&ready["status"], &ready["mail"]), (&json!("ready"), &json!("not_set_up")));
    }
}

on_both! {
    async fn a_person_who_agrees_again_after_stopping_mail_is_written_to_again(world: World) {
        let person = world.reachable().await;
        Then::MailIsStopped.happen(&world, &person).await;
        world.clock.advance(60);
        let consent = format!("/cases/{}/consents/{}", person.case, uuid::Uuid::now_v7());
        // Agreeing to something else is not enough.
        let mut body = person.draft["consent"].clone();
        body["scope"] = json!(["phone"]);
        world.worker.create(&consent, &body).await.expect(201);
        let first = world.book(&person, "2026-11-26T14:00").await;
        assert_eq!(world.mails(first.raw()), []);
        body["scope"] = json!(["email"]);
        let consent = format!("/cases/{}/consents/{}", person.case, uuid::Uuid::now_v7());
        world.worker.create(&consent, &body).await.expect(201);
        let second = world.book(&person, "2026-11-27T14:00").await;
        assert_eq!(world.mail_lines(second.raw()), ["confirmation once queued"]);
    }
}

on_both! {
    async fn an_address_that_is_not_confirmed_for_the_offices_days_goes_stale_while_a_mail_waits(world: World) {
        diesel::update(offices::table).set(offices::confirm_days.eq(7)).execute(&mut world.connect()).expect("changed");
        let person = world.reachable().await;
        let id = world.book(&person, "2026-12-03T14:00").await;
        world.send_to_folder().await;
        assert_eq!(world.mailbox_of(&person).len(), 1);
        // The day before the appointment is the ninth day.
        world.clock.advance(9 * 86_400 + 3 * 3600);
        world.send_to_folder().await;
        assert_eq!(world.mailbox_of(&person).len(), 1);
        assert_eq!(world.mail_lines(id.raw())[1], "reminder 24h dropped address_stale");
        let task = (TaskKind::MailRefused, false, id.raw(), Some(Refusal::AddressStale));
        assert_eq!(world.open_tasks(person.case), [task]);
    }
}

on_both! {
    async fn a_mail_says_as_much_as_the_person_wishes_when_it_leaves(world: World) {
        let person = world.reachable().await;
        world.book(&person, "2026-11-26T14:00").await;
        world.change_rule(&person, "wording", json!("time_only")).await;
        world.send_to_folder().await;
        let mails = world.mailbox_of(&person);
        assert_eq!(mails.len(), 1);
        assert!(!mails[0].contains("randevu.example/") && !mails[0].contains("List-Unsubscribe"), "{}", mails[0]);
    }
}

on_both! {
    async fn the_address_that_is_safe_and_known_is_chosen_of_several(world: World) {
        let person = world.reachable().await;
        let path = format!("/cases/{}/contacts/{}", person.case, uuid::Uuid::now_v7());
        let body = json!({ "channel": "email", "value": "shared@home.example", "safe": false });
        world.worker.create(&path, &body).await.expect(201);
        world.book(&person, "2026-11-26T14:00").await;
        world.send_to_folder().await;
        assert_eq!((world.mailbox().len(), world.mailbox_of(&person).len()), (1, 1));
    }
}

on_both! {
    async fn a_mail_of_a_sender_that_died_is_sent_once_its_claim_has_run_out(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        // As if it had died right after claiming it.
        let lease = Stamp::from_micros(world.clock.now().micros() + 60_000_000);
        diesel::update(mails::table.filter(mails::kind.eq(yaninda_shared::mail::MailKind::Confirmation)))
            .set((
                mails::state.eq(MailState::Sending),
                mails::attempts.eq(1),
                mails::leased_until.eq(Some(lease)),
                mails::next_at.eq(Some(lease)),
            ))
            .execute(&mut world.connect())
            .expect("claimed");
        world.clock.advance(59);
        assert_eq!(world.send_to_folder().await, 0);
        world.clock.advance(1);
        assert_eq!(world.send_to_folder().await, 1);
        assert_eq!(world.mail_lines(id.raw())[0], "confirmation once sent");
        assert_eq!(world.mailbox_of(&person).len(), 1);
    }
}

on_both! {
    async fn a_code_goes_to_a_safe_address_that_is_not_proven_yet_and_proves_it(world: World) {
        let person = world.reachable().await;
        world.prove(person.contact, None);
        let path = format!("/cases/{}/contacts/{}", person.case, person.contact);
        world.worker.act(&format!("{path}/code"), 1, &json!({})).await.expect(200);
        let sender = world.sender(to_folder).await;
        assert_eq!(pass(&sender).await, 1);
        let mail = world.mailbox_of(&person).remove(0);
        let code = mail
            .split(|c: char| !c.is_ascii_digit())
            .find(|digits| {
                digits.len() == 6 && *digits == yaninda::outbox::address_code(&sender, sent_code(&world, person.contact))
            })
            .expect("the code stands in the mail")
            .to_owned();
        let proof = |code: String| {
            let (path, worker) = (format!("{path}/proof"), world.worker.clone());
            async move { worker.ask(&path, &json!({ "code": code })).await }
        };
        let wrong = if code == "000000" { "000001" } else { "000000" };
        proof(wrong.to_owned()).await.expect_field("code", "unknown_value");
        proof(code).await.expect(200);
        let proven: Option<chrono::NaiveDate> = contacts::table
            .find(ContactId::try_from(person.contact).expect("an id"))
            .select(contacts::proven_on)
            .get_result(&mut world.connect())
            .expect("a contact");
        assert_eq!(proven.map(|day| day.to_string()).as_deref(), Some("2026-11-23"));
    }
}

on_both! {
    async fn an_address_that_stands_twice_is_as_safe_as_where_it_is_least_so(world: World) {
        let person = world.reachable().await;
        let body = json!({ "channel": "email", "value": person.address.to_ascii_uppercase(), "safe": false });
        world.worker.create(&format!("/cases/{}/contacts/{}", person.case, Uuid::now_v7()), &body).await.expect(201);
        let id = world.book(&person, "2026-11-26T14:00").await;
        let task = (TaskKind::MailRefused, false, id.raw(), Some(Refusal::AddressUnsafe));
        assert_eq!((world.send_to_folder().await, world.open_tasks(person.case)), (0, vec![task]));
    }
}

on_both! {
    async fn who_takes_a_renewed_consent_back_means_no(world: World) {
        let person = world.reachable().await;
        world.clock.advance(60);
        let (path, id) = (format!("/cases/{}/consents", person.case), Uuid::now_v7());
        let mut renewed = person.draft["consent"].clone();
        renewed["given_on"] = json!("2026-11-23");
        world.worker.create(&format!("{path}/{id}"), &renewed).await.expect(201);
        world.clock.advance(60);
        world.worker.act(&format!("{path}/{id}/withdraw"), 1, &json!({ "on": "2026-11-23" })).await.expect(200);
        let id = world.book(&person, "2026-11-26T14:00").await;
        let task = (TaskKind::MailRefused, false, id.raw(), Some(Refusal::NoConsent));
        assert_eq!((world.send_to_folder().await, world.open_tasks(person.case)), (0, vec![task]));
    }
}

on_both! {
    async fn a_paper_from_before_does_not_undo_that_mail_was_stopped(world: World) {
        let person = world.reachable().await;
        let stopped = cases::mail_stopped_at.eq(Some(world.clock.now()));
        diesel::update(cases::table.find(person.case)).set(stopped).execute(&mut world.connect()).expect("stopped");
        world.clock.advance(60);
        for (given_on, refused) in [("2026-11-22", Some(Refusal::Stopped)), ("2026-11-23", None)] {
            let mut paper = person.draft["consent"].clone();
            paper["given_on"] = json!(given_on);
            world.worker.create(&format!("/cases/{}/consents/{}", person.case, Uuid::now_v7()), &paper).await.expect(201);
            let id = world.book(&person, "2026-11-26T14:00").await;
            let tasks: Vec<_> = world.open_tasks(person.case).into_iter().filter(|task| task.2 == id.raw()).map(|task| task.3).collect();
            assert_eq!(tasks, refused.map(Some).into_iter().collect::<Vec<_>>(), "{given_on}");
        }
    }
}

on_both! {
    async fn whoever_is_not_to_be_told_any_more_is_not_told_by_hand_either(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        diesel::update(mails::table.filter(mails::occasion.eq("once"))).set((mails::state.eq(MailState::Failed), mails::attempts.eq(1), mails::next_at.eq(None::<Stamp>)))
            .execute(&mut world.connect()).expect("failed");
        let mut draft = appointment("2026-11-26T14:00");
        draft["tell"] = json!(false);
        let path = format!("/cases/{}/appointments/{id}", person.case);
        world.worker.change(&path, 1, &draft).await.expect(200);
        world.worker.act(&format!("{path}/resend"), 2, &json!({})).await.expect_problem(409, "conflict");
        let failed: MailId = mails::table.filter(mails::occasion.eq("once")).select(mails::id).get_result(&mut world.connect()).expect("a mail");
        let again = world.admin.act(&format!("/mail/{failed}/resend"), 1, &json!({})).await.expect(201).json();
        assert_eq!((&again["state"], &again["reason"]), (&json!("dropped"), &json!("superseded")));
        assert_eq!((world.send_to_folder().await, world.mailbox()), (0, vec![]));
    }
}

on_both! {
    async fn what_waited_in_a_backup_is_not_sent_and_its_worker_hears_of_it(world: World) {
        let person = world.reachable().await;
        let id = world.book(&person, "2026-11-26T14:00").await;
        let restored = (mails::reason.eq(Some(Refusal::Restored)), mails::next_at.eq(Some(world.clock.now())));
        diesel::update(mails::table).set(restored).execute(&mut world.connect()).expect("as restoring leaves them");
        world.send_to_folder().await;
        let task = (TaskKind::MailRefused, false, id.raw(), Some(Refusal::Restored));
        assert_eq!((world.mailbox(), world.open_tasks(person.case)), (vec![], vec![task]));
        assert!(world.mail_lines(id.raw()).iter().all(|line| line.ends_with("dropped restored")));
        world.worker.act(&format!("/cases/{}/appointments/{id}/resend", person.case), 1, &json!({})).await.expect(200);
        world.send_to_folder().await;
        assert_eq!(world.mailbox_of(&person).len(), 1);
    }
}

on_both! {
    async fn a_zone_that_there_is_not_is_refused_where_it_is_said(world: World) {
        let mut draft = yaninda_tests::case_draft();
        draft["safe_contact"] = json!({ "zone": "America/NewYork" });
        let id = Uuid::now_v7();
        world.worker.create(&format!("/cases/{id}"), &draft).await.expect_field("safe_contact.zone", "unknown_zone");
    }
}

on_both! {
    async fn a_code_for_the_former_address_does_not_go_to_the_new_one(world: World) {
        let person = world.reachable().await;
        let path = format!("/cases/{}/contacts/{}", person.case, person.contact);
        world.worker.act(&format!("{path}/code"), 1, &json!({})).await.expect(200);
        let body = json!({ "channel": "email", "value": "new@home.example", "safe": true });
        world.worker.change(&path, 2, &body).await.expect(200);
        world.send_to_folder().await;
        assert_eq!((world.mailbox(), world.open_tasks(person.case)), (vec![], vec![]));
    }
}

fn sent_code(world: &World, contact: uuid::Uuid) -> yaninda_shared::ids::MailId {
    contacts::table
        .find(ContactId::try_from(contact).expect("an id"))
        .select(contacts::code_mail)
        .get_result::<Option<yaninda_shared::ids::MailId>>(&mut world.connect())
        .expect("a contact")
        .expect("a code waits")
}

on_both! {
    async fn no_code_goes_where_mail_is_not_safe_or_not_agreed_to(world: World) {
        for (then, refused) in [
            (Then::AddressIsUnsafe, Refusal::AddressUnsafe),
            (Then::ConsentIsWithdrawn, Refusal::NoConsent),
            (Then::NoWordingIsChosen, Refusal::NoChoice),
            (Then::LanguageIsDisapproved, Refusal::LanguageUnapproved),
        ] {
            let person = world.reachable().await;
            let path = format!("/cases/{}/contacts/{}", person.case, person.contact);
            then.happen(&world, &person).await;
            let version = world.worker.get(&path).await.expect(200).version();
            let refusal = world.worker.act(&format!("{path}/code"), version, &json!({})).await;
            refusal.expect_field("mail", refused.as_str());
        }
        world.send_to_folder().await;
        assert_eq!(world.mailbox(), Vec::<String>::new());
    }
}
