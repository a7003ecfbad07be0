//! The dry run: what is wrong, who is known, and which case a service is of.

use diesel::prelude::*;
use serde_json::{Value, json};
use yaninda::db::schema::{audit_entries, change_feed};
use yaninda_shared::{audit::AuditAction, record::RecordKind};
use yaninda_tests::{World, case_draft, on_both};

use super::{bring_in, case_with, check, count, of_cases, of_services, problems, take, undo, version};

on_both! {
    async fn every_wrong_cell_is_named_and_nothing_comes_of_the_file(world: World) {
        let file = "Code name,Given,Sex,Born,Nationality,Language,Phone,E-mail,Opened,Risk,Worker,Consent\n\
            Zeytin,Ayşe,Kadın,31.02.1998,UA,uk,+905550001122,a@b.example,2026-10-15,high,worker@test.example,\n\
            ,,,,,,,,,,,\n\
            Zeytin,Ali,Alien,,Narnia,Klingon,12345,nobody,03/04/2026,very,admin@test.example,\n\
            Kavak,Ela,f,,,,,,2027-10-15,,,2027-01-01\n\
            Dut,Can,e,2026-11-20,,,,,2026-10-15,,,\n\
            Elma,Su,m,,,,,,,,,\n";
        let columns = ["code_name", "given_names", "sex", "birth_date", "nationality", "languages", "phone", "email", "opened_on", "risk", "worker", "consent_on"];
        let who = &world.supervisor;
        let (at, record) = take(who, "kind=cases", file).await;
        assert_eq!(record["rows"], 5);
        let checked = check(who, &at, &record, &of_cases(&columns)).await;
        assert_eq!(checked["wrong"], 5);
        let mut found = problems(who, &at).await;
        found.sort();
        let mut wanted = vec![
            "2 3 not_a_date",
            "4 0 name_twice", "4 2 unknown_value", "4 4 unknown_country", "4 5 unknown_language", "4 6 not_a_phone", "4 7 not_an_email",
            "4 8 ambiguous_date", "4 9 unknown_value", "4 10 unknown_worker",
            "5 8 in_the_future", "5 11 in_the_future",
            "6 8 before_birth",
            "7 8 missing",
        ];
        wanted.sort_unstable();
        assert_eq!(found, wanted);
        let group = &checked["problems"][0];
        assert!(group["rows"].as_u64().is_some() && group["first"][0]["row"].as_u64().is_some(), "{group}");
        who.act(&format!("{at}/run"), version(&checked), &json!({})).await.expect_problem(409, "conflict");
        assert_eq!(count(&world), (0, 0, 0));
        // Another mapping, another result.
        let mut less = of_cases(&["code_name", "", "", "", "", "", "", "", "", "", "", ""]);
        who.act(&format!("{at}/check"), version(&checked), &less).await.expect_field("opened_on", "missing");
        less["consent"] = Value::Null;
        who.act(&format!("{at}/check"), version(&checked), &less).await.expect_field("consent", "missing");
        let twice = of_cases(&["code_name", "code_name", "case", "", "", "", "", "", "opened_on", "", "", ""]);
        let refused = who.act(&format!("{at}/check"), version(&checked), &twice).await;
        refused.expect_field("columns.1", "taken").expect_field("columns.2", "not_allowed_here");
        who.act(&format!("{at}/check"), version(&checked), &of_cases(&["code_name"])).await.expect_field("columns", "wrong_type");
    }
}

on_both! {
    async fn people_who_are_known_are_shown_before_anything_comes_in(world: World) {
        let mut known = case_draft();
        known["profile"] = json!({ "birth_year": 1998 });
        known["identity"] = json!({ "given_names": "Ayşe", "family_names": "Yıldız" });
        let (case, _) = world.open_case_with(&world.worker, &known).await;
        let number = world.worker.get(&format!("/cases/{case}")).await.expect(200).json()["number"].clone();
        let file = "Adı;Soyadı;Doğum yılı;Açılış tarihi\nAYSE;YILDIZ;1998;15.10.2026\nEla;Su;2001;15.10.2026\nELA;SU;2001;16.10.2026\n";
        let (who, columns) = (&world.supervisor, ["given_names", "family_names", "birth_year", "opened_on"]);
        let (at, record) = take(who, "kind=cases", file).await;
        let checked = check(who, &at, &record, &of_cases(&columns)).await;
        assert_eq!((&checked["wrong"], &checked["doubles"]), (&json!(0), &json!(2)));
        assert_eq!(problems(who, &at).await, ["2 - same_as_case", "4 - same_as_row"]);
        let page = who.get(&format!("{at}/problems")).await.expect(200).json();
        assert_eq!((&page["items"][0]["of"], &page["items"][1]["of"]), (&number, &json!("3")));
        who.act(&format!("{at}/run"), version(&checked), &json!({})).await.expect_problem(409, "conflict");
        let mut mapping = of_cases(&columns);
        mapping["doubles"] = json!("leave_out");
        let checked = check(who, &at, &checked, &mapping).await;
        assert_eq!(bring_in(who, &at, &checked).await["made"], 1);
        assert_eq!(count(&world).0, 2);
    }
}

on_both! {
    async fn services_find_their_case_by_number_or_by_the_offices_own(world: World) {
        let (first, number) = case_with(&world, "7").await;
        let (second, _) = case_with(&world, "U-77").await;
        let file = format!("Case\tService\tDate\tStatus\tUnits\tCost\tFund\tProvider\tNote\n\
            {number}\tKİRA\t05.11.2026\tSağlandı\t1,5\t1.500,50 TL\tnl-2026\tLandlord\tPaid \"cash\"\n\
            u77\tHOU.rent\t2026-11-06\t\t\t99\t\t\t\n\
            7\tRent\t2026-11-07\tplanned\t\t\t\t\t\n");
        let columns = ["case", "service_type", "day", "service_status", "quantity", "cost", "fund", "provider", "note"];
        let who = &world.supervisor;
        let (at, record) = take(who, "kind=services", file.clone()).await;
        assert_eq!((&record["source"]["delimiter"], &record["mapping"]["columns"]), (&json!("tab"), &json!(columns)));
        let checked = check(who, &at, &record, &of_services(&columns)).await;
        assert_eq!(checked["wrong"], 0, "{:?}", problems(who, &at).await);
        let before = who.get(&format!("/cases/{first}")).await.expect(200).json();
        let done = bring_in(who, &at, &checked).await;
        assert_eq!((&done["state"], &done["made"]), (&json!("done"), &json!(3)));
        let all = world.worker.get(&format!("/cases/{first}/services")).await.expect(200).json();
        let rent = all["items"].as_array().expect("items").iter().find(|item| item["occurred_on"] == "2026-11-05").expect("rent").clone();
        assert_eq!((&rent["type"], &rent["status"], &rent["quantity"]), (&json!("HOU.rent"), &json!("delivered"), &json!(150)));
        assert_eq!((&rent["cost"], &rent["fund"]), (&json!({ "minor": 150_050, "currency": "TRY" }), &json!("NL-2026")));
        assert_eq!((&rent["provider"], &rent["note"]), (&json!("Landlord"), &json!("Paid \"cash\"")));
        assert_eq!(world.worker.get(&format!("/cases/{second}/services")).await.expect(200).json()["items"].as_array().map(Vec::len), Some(1));
        // Feed and log hold each of them.
        let fed: i64 = change_feed::table.filter(change_feed::kind.eq(RecordKind::Service)).count().get_result(&mut world.connect()).expect("a count");
        let logged: i64 = audit_entries::table.filter(audit_entries::kind.eq("service")).filter(audit_entries::action.eq(AuditAction::Created))
            .count().get_result(&mut world.connect()).expect("a count");
        assert_eq!((fed, logged), (3, 2));
        let heard = world.worker.get("/changes?limit=1000").await.expect(200).json();
        assert_eq!(heard["items"].as_array().expect("items").iter().filter(|item| item["kind"] == "service").count(), 3);

        // The very same file once more is recognised.
        let (again, record) = take(who, "kind=services", file).await;
        assert_eq!((&record["same"]["id"], &record["remembered"]), (&done["id"], &json!(true)));
        let checked = check(who, &again, &record, &of_services(&columns)).await;
        who.act(&format!("{again}/run"), version(&checked), &json!({})).await.expect_field("again", "taken");

        // One is corrected meanwhile: it stays when the others go.
        let mut draft = json!({ "type": "HOU.rent", "status": "delivered", "occurred_on": "2026-11-05", "delivered_by": "us", "confidentiality": "team" });
        draft["note"] = json!("Corrected");
        let id = rent["id"].as_str().expect("an id");
        world.worker.change(&format!("/cases/{first}/services/{id}"), 1, &draft).await.expect(200);
        let undone = undo(who, &at, &done).await.expect(200).json();
        assert_eq!((&undone["state"], &undone["kept"]), (&json!("undone"), &json!(1)));
        assert_eq!(count(&world).1, 1);
        let after = who.get(&format!("/cases/{second}")).await.expect(200).json();
        assert_eq!(after["last_contact_on"], before["last_contact_on"]);
    }
}

on_both! {
    async fn services_that_do_not_fit_their_case_are_refused(world: World) {
        let (case, number) = case_with(&world, "77").await;
        case_with(&world, "99").await;
        case_with(&world, "99").await;
        let file = format!("Case,Type,Day,Cost,Units\n{number},Castle,2026-11-01,,\n{number},Rent,2026-09-30,,\nXYZ-1,Rent,2026-11-01,-5,0\n99,Rent,2026-11-01,12a,1.555\n\
            {number},Rent,2026-12-24,1 ABC,\n{number},Rent,2026-11-01,1,1,extra\n,,2026-11-01,,\n");
        let columns = ["case", "service_type", "day", "cost", "quantity"];
        let who = &world.supervisor;
        let (at, record) = take(who, "kind=services", file).await;
        let checked = check(who, &at, &record, &of_services(&columns)).await;
        let mut found = problems(who, &at).await;
        found.sort();
        assert_eq!(found, ["2 1 unknown_service", "3 2 before_opening", "4 0 unknown_case", "4 3 out_of_range", "4 4 out_of_range",
            "5 0 several_cases", "5 3 unknown_currency", "5 4 not_a_number", "6 2 in_the_future", "6 3 unknown_currency", "7 - too_many_cells", "8 0 missing", "8 1 missing"]);
        assert_eq!(checked["wrong"], 7);
        // What was right when it was checked need not be right any more.
        let (at, record) = take(who, "kind=services", format!("Case,Type,Day\n{number},Rent,2026-11-01\n77,Rent,2026-11-02\n")).await;
        let checked = check(who, &at, &record, &of_services(&["case", "service_type", "day"])).await;
        assert_eq!(checked["wrong"], 0);
        let asked = world.worker.act(&format!("/cases/{case}/close-request"), 1, &json!({ "reason": "goals_met" })).await.expect(200);
        who.act(&format!("/cases/{case}/close-decision"), asked.version(), &json!({ "approve": true })).await.expect(200);
        let tried = bring_in(who, &at, &checked).await;
        assert_eq!((&tried["state"], &tried["wrong"]), (&json!("checked"), &json!(2)));
        assert_eq!(problems(who, &at).await, ["2 0 case_closed", "3 0 case_closed"]);
        assert_eq!(count(&world).1, 0);
    }
}
