//! The file of the standard, held against its published list of fields and values.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_shared::{
    audit::AuditAction,
    cases::{DecisionMakingOrg, ExploitationType, Gender, MethodOfControl, TraffickingStatus},
    catalogue::Category,
    htcds::{AgeBand, HtcdsField, HtcdsProtection, ReferralReason, SupportPlanType, support},
    record::RecordKind,
    values::Country,
};
use yaninda_tests::{Persona, World, case_draft_with, on_both};

/// The standard as it is published.
const PUBLISHED: &str = include_str!("htcds_published.txt");
/// The columns that are ours.
const OURS: [&str; 4] = ["x_RecordId", "x_AgeBand", "x_ProtectionStatus", "x_SupportPlanType"];

/// By field: its type and its list.
fn published() -> BTreeMap<&'static str, (&'static str, Vec<&'static str>)> {
    let lines = PUBLISHED.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let parts: Vec<&str> = line.split('|').map(str::trim).collect();
            (parts[0], (parts[1], parts[2].split_whitespace().collect()))
        })
        .collect()
}

/// Lines of a table: none of our values here has a comma or a quote.
fn table(text: &str) -> Vec<Vec<String>> {
    assert!(text.ends_with("\r\n") && !text.contains('"'));
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn check(field: &str, value: &str) {
    let all = published();
    let ours = |list: &[&str]| list.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let (kind, list) = match field {
        "x_RecordId" => ("record", Vec::new()),
        "x_AgeBand" => ("one", ours(&HtcdsField::AgeBand.values())),
        "x_ProtectionStatus" => ("one", ours(&HtcdsField::ProtectionStatus.values())),
        "x_SupportPlanType" => ("many", ours(&HtcdsField::SupportPlanType.values())),
        field => {
            let (kind, list) = all.get(field).unwrap_or_else(|| panic!("{field} is not in the standard"));
            (*kind, ours(list))
        }
    };
    let fits = match kind {
        _ if value.is_empty() => true,
        "one" => list.iter().any(|known| known == value),
        "many" => value.split(' ').all(|one| list.iter().any(|known| known == one)),
        "flag" => ["TRUE", "FALSE"].contains(&value),
        "country" => Country::parse(value).is_ok(),
        "date" => value.len() == 7 && format!("{value}-01").parse::<yaninda_shared::values::NaiveDate>().is_ok(),
        "record" => value.len() == 16 && value.bytes().all(|byte| byte.is_ascii_hexdigit()),
        // No text of anybody is in a file without names.
        _ => false,
    };
    assert!(fits, "{field}: {value:?}");
}

async fn csv(who: &Persona) -> String {
    let answered = who.ask("/exports/htcds?format=csv", &json!({ "reason": "research" })).await.expect(200);
    assert_eq!(answered.headers["cache-control"], "no-store");
    String::from_utf8(answered.bytes).expect("a text")
}

/// Cases with every value of every list, and one of each status.
async fn filled(world: &World) -> Vec<Uuid> {
    let controls: Vec<&str> = MethodOfControl::ALL.iter().map(|method| method.as_str()).collect();
    let mut cases = Vec::new();
    for at in 0..ExploitationType::ALL.len() {
        let of = |len: usize| at % len;
        let profile = json!({
            "identification": { "on": "2026-10-17", "referral_source": "Kadıköy hotline of Ayla",
                "org": DecisionMakingOrg::ALL[of(DecisionMakingOrg::ALL.len())].as_str(), "authority": "Directorate of Kadıköy" },
            "trafficking_status": TraffickingStatus::ALL[of(TraffickingStatus::ALL.len())].as_str(),
            "exploitation": [ExploitationType::ALL[at].as_str(), "Other"],
            "control": &controls[at..],
            "gender": Gender::ALL[of(Gender::ALL.len())].as_str(),
            "birth_year": 1940 + 8 * i32::try_from(at).expect("few"),
            "nationalities": ["UZ", "TR"], "protection": "ConditionalRefugee", "summary": "=HYPERLINK(secret)" });
        let draft = json!({ "code_name": format!("Zeytin {at}"), "risk": "standard", "opened_on": "2026-10-13", "profile": profile,
            "identity": { "given_names": "Gülnara", "family_names": "Karimova", "birth_date": "1999-04-17",
                "phone": "+905551112233", "email": "gulnara@mail.example", "address": "Long street 5" } });
        let (case, _) = world.open_case_with(&world.worker, &case_draft_with(&draft)).await;
        cases.push(case.uuid());
    }
    cases
}

#[test]
fn every_field_and_every_list_is_the_published_one() {
    let published = published();
    let ours: BTreeSet<&str> = HtcdsField::ALL.iter().map(|field| field.as_str()).collect();
    let theirs: BTreeSet<&str> = published.keys().copied().chain(OURS).collect();
    assert_eq!(ours, theirs);
    for field in HtcdsField::ALL.iter().filter(|field| !OURS.contains(&field.as_str())) {
        let (kind, list) = &published[field.as_str()];
        assert_eq!(format!("{:?}", field.kind()).to_lowercase(), *kind, "{field}");
        let values = field.values();
        assert!(values.is_empty() || values == *list, "{field}: {values:?} is not {list:?}");
    }
    let support_types: BTreeSet<&str> = Category::ALL.iter().map(|category| support(*category).as_str()).collect();
    assert!(support_types.iter().all(|kind| SupportPlanType::from_code(kind).is_some()));
    assert_eq!((AgeBand::ALL.len(), HtcdsProtection::ALL.len(), ReferralReason::ALL.len()), (7, 4, 3));
}

on_both! {
    async fn the_file_holds_what_the_standard_knows_and_nobody(world: World) {
        let cases = filled(&world).await;
        let rent = |level: &str, code: &str| json!({ "type": code, "status": "delivered", "occurred_on": "2026-11-01",
            "delivered_by": "us", "confidentiality": level });
        let first = cases[0];
        world.worker.create(&format!("/cases/{first}/services/{}", Uuid::now_v7()), &rent("team", "HOU.rent")).await.expect(201);
        world.worker.create(&format!("/cases/{first}/services/{}", Uuid::now_v7()), &rent("restricted", "PSY.individual")).await.expect(201);
        let text = csv(&world.supervisor).await;
        let lines = table(&text);
        let header: Vec<&str> = HtcdsField::ALL.iter().map(|field| field.as_str()).collect();
        assert_eq!(lines[0], header);
        assert_eq!(lines.len(), cases.len() + 1);
        for line in &lines[1..] {
            assert_eq!(line.len(), header.len());
            header.iter().zip(line).for_each(|(field, value)| check(field, value));
        }
        let column = |name: &str| {
            let at = header.iter().position(|field| *field == name).expect("a column");
            lines[1..].iter().map(|line| line[at].clone()).collect::<BTreeSet<_>>()
        };
        assert_eq!(column("x_RecordId").len(), cases.len());
        assert_eq!(column("vic_TypeOfExploitation").len(), ExploitationType::ALL.len());
        assert_eq!(column("prs_Gender").len(), Gender::ALL.len());
        assert_eq!(column("vic_TraffickingStatusDecisionMakingOrg").len(), DecisionMakingOrg::ALL.len());
        assert_eq!(column("x_AgeBand"), BTreeSet::from(["25-34".to_owned()]), "the birth date goes before the year");
        assert_eq!(column("x_ProtectionStatus"), BTreeSet::from(["Refugee".to_owned()]));
        assert_eq!(column("x_SupportPlanType"), BTreeSet::from([String::new(), "Financial".to_owned()]));
        assert_eq!(column("cas_IncomingReferralDate"), BTreeSet::from(["2026-10".to_owned()]));
        let sorted: Vec<&String> = lines[1..].iter().map(|line| &line[0]).collect();
        assert!(sorted.is_sorted(), "the order of opening shows");
        let json = world.supervisor.ask("/exports/htcds?format=json", &json!({ "reason": "research" })).await.expect(200);
        let file = json.json();
        assert_eq!(file["fields"], json!(header));
        assert_eq!(file["cases"].as_array().expect("cases").len(), cases.len());
        for case in file["cases"].as_array().expect("cases") {
            for (field, value) in case.as_object().expect("fields") {
                let many: Vec<&str> = value.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                let text = match value {
                    Value::Bool(flag) => flag.to_string().to_uppercase(),
                    Value::Array(_) => many.join(" "),
                    other => other.as_str().expect("a text").to_owned(),
                };
                check(field, &text);
            }
        }
        // Nothing that names anybody, no number of ours, no id, no day, nothing anybody has written.
        let both = text + &String::from_utf8(json.bytes).expect("a text");
        let number = world.worker.get(&format!("/cases/{first}")).await.expect(200).json()["number"].as_str().expect("a number").to_owned();
        let mut told = vec!["Gülnara", "Karimova", "1999-", "+90555", "gulnara", "street", "Zeytin", "HYPERLINK", "Kadıköy",
            "-10-13", "-10-17", &number];
        let ids: Vec<String> = cases.iter().map(Uuid::to_string).collect();
        told.extend(ids.iter().map(String::as_str));
        for word in told {
            assert!(!both.contains(word), "{word} is in the file");
        }
        // Two files cannot be joined by their ids.
        let again: BTreeSet<String> = table(&csv(&world.supervisor).await)[1..].iter().map(|line| line[0].clone()).collect();
        assert!(again.is_disjoint(&column("x_RecordId")));
    }
}

on_both! {
    async fn only_a_supervisor_says_why_and_it_is_recorded_of_whom(world: World) {
        let (case, _) = world.open_case(&world.worker).await;
        let (strange, _) = world.open_case(&world.stranger).await;
        let why = json!({ "reason": "funder_report" });
        for who in [&world.worker, &world.manager, &world.admin, &world.auditor] {
            who.ask("/exports/htcds?format=csv", &why).await.expect_problem(403, "not_allowed");
        }
        world.supervisor.ask("/exports/htcds?format=csv", &json!({})).await.expect_field("reason", "missing");
        world.supervisor.ask("/exports/htcds?format=csv", &json!({ "reason": "curious" })).await.expect_field("reason", "unknown_value");
        world.supervisor.ask("/exports/htcds?format=pdf", &why).await.expect_field("format", "unknown_value");
        assert_eq!(world.audited(world.istanbul, AuditAction::Exported), 0);
        world.supervisor.ask("/exports/htcds?format=csv", &why).await.expect(200);
        assert_eq!(world.disclosed(world.istanbul, AuditAction::Exported, RecordKind::Case), [case.raw()]);
        let log = world.auditor.get("/audit?action=exported").await.expect(200).json();
        assert_eq!(log["items"][0]["fields"], json!(["htcds", "funder_report"]));
        assert_eq!(log["items"][0]["user"], json!(world.supervisor.id()));
        world.stranger_supervisor.ask("/exports/htcds?format=csv", &why).await.expect(200);
        assert_eq!(world.disclosed(world.ankara, AuditAction::Exported, RecordKind::Case), [strange.raw()]);
    }
}
