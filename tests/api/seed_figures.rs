//! The figures of the public article that the programme is modelled on, as the API counts them from what the demo stores:
//! three workshops in December 2023, more than seventy participants of whom 93 per cent found them effective, 47 per cent more
//! referrals over four months, and twenty people assisted, by sex and age group.

use serde_json::{Value, json};
use yaninda_shared::{
    cases::Sex,
    disclosure::{
        Bound, Cell, Dimension, Measure, Parts, Period, Refused, Release, Scope, Shape, Table, Threshold, bounds,
        decide, withhold,
    },
    reports::{AgeGroup, IdentificationReport, PeopleReport},
};
use yaninda_tests::{Demo, Engine};

fn number(count: u32) -> u64 {
    u64::from(count)
}

#[actix_web::test]
async fn the_programme_reports_the_articles_figures() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let demo = Demo::start(engine, 1).await;
        let supervisor = demo.sign_in("supervisor@demo.example").await;
        let asked = supervisor.get("/reports/identification?first=2023-12&last=2023-12&window=4").await.expect(200);
        let report: IdentificationReport = asked.body();
        assert_eq!(report.workshops.len(), 3, "three workshops");
        assert!(report.workshops.iter().all(|one| one.held_on.to_string().starts_with("2023-12-")), "in December 2023");
        assert!(report.participants > 70, "more than seventy: {}", report.participants);
        assert_eq!(report.participants, report.workshops.iter().map(|one| one.participants).sum::<u32>());
        let units: Vec<&str> = report.participants_by_unit.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!(units, ["Residence", "Temporary Protection"]);
        let (found, answers) = (report.effective.found(), report.effective.answers());
        assert_eq!((found * 100 + answers / 2) / answers, 93, "{found} of {answers} found it effective");
        assert_eq!((report.trained.before, report.trained.after, report.complete), (34, 50, true));
        let change = report.trained.change.expect("enough to compare");
        assert_eq!((change + 5) / 10, 47, "per cent more referrals by those who were trained: {change}");
        assert_eq!(
            report.months,
            ["2023-08", "2023-09", "2023-10", "2023-11", "2023-12", "2024-01", "2024-02", "2024-03", "2024-04"]
        );
        let by_unit: u32 = report.units.iter().filter(|unit| unit.trained).map(|unit| unit.comparison.after).sum();
        assert_eq!(by_unit, report.trained.after);
        for (at, total) in report.totals.iter().enumerate() {
            assert_eq!(*total, report.units.iter().map(|unit| unit.counts[at]).sum::<u32>(), "{at}");
        }
        assert!(report.all.before > report.trained.before, "others refer too, and took part in nothing");
        let share = |known: yaninda_shared::workshops::Knowledge| known.right * 100 / known.asked;
        assert!(share(report.known_after) > share(report.known_before) + 20, "they knew more afterwards");
        // The list holds what the report counts.
        let mut listed = 0;
        for month in &report.months[..4] {
            let page = supervisor.get(&format!("/referrals?month={month}&limit=200")).await.expect(200).json();
            listed += page["items"].as_array().expect("items").len();
        }
        assert_eq!(listed, report.all.before as usize);
        demo.sign_in("manager@demo.example")
            .await
            .get("/reports/identification?first=2023-12&last=2023-12")
            .await
            .expect_problem(403, "not_allowed");
        demo.stop().await;
    }
}

const SEXES: [Sex; 2] = [Sex::Female, Sex::Male];
const AGES: [AgeGroup; 2] = [AgeGroup::Adult, AgeGroup::Child];

/// Women, girls, men and boys.
fn groups(report: &PeopleReport) -> [u32; 4] {
    let count = |sex: Sex, age: AgeGroup| {
        report.rows.iter().filter(|row| (row.sex, row.age) == (sex, age)).map(|row| row.people).sum()
    };
    [count(SEXES[0], AGES[0]), count(SEXES[0], AGES[1]), count(SEXES[1], AGES[0]), count(SEXES[1], AGES[1])]
}

fn table(scope: Scope, [women, girls, men, boys]: [u32; 4]) -> Table {
    let dimension = |code: &str, categories: [&str; 2]| Dimension {
        code: code.to_owned(),
        categories: categories.map(str::to_owned).to_vec(),
        parts: Parts::Partition,
        identifies: code == "age",
    };
    let shape =
        Shape::new(vec![dimension("sex", SEXES.map(Sex::as_str)), dimension("age", AGES.map(AgeGroup::as_str))]);
    let counts =
        [women, girls, women + girls, men, boys, men + boys, women + men, girls + boys, women + girls + men + boys];
    let measure = Measure { code: "people".to_owned(), over_time: Parts::Overlapping, over_offices: Parts::Partition };
    let month = Period::month(2026, 11).expect("a month");
    Table::new(measure, month, scope, shape.expect("a shape"), counts.map(number).to_vec(), None).expect("a table")
}

/// What the programme would store of this table.
fn publish(table: Table, stored: &[Release]) -> Release {
    match decide(table.clone(), Threshold::default(), stored) {
        Ok(release) => release,
        Err(Refused::NothingLeft) => withhold(table, Threshold::default(), stored).expect("nothing is told"),
        Err(refused) => panic!("{refused}"),
    }
}

/// No hidden figure is known more closely than the threshold, and of a small one not even that it is there.
fn expect_safe(stored: &[Release]) {
    let all: Vec<&Release> = stored.iter().collect();
    let known: Vec<Bound> = bounds(&all).expect("they agree");
    assert!(!known.is_empty());
    for bound in known {
        let truth = stored[bound.release].exact().count(bound.cell);
        let (least, greatest) = bound.possible;
        assert!(bound.safe, "{truth} can be worked out");
        assert!(greatest - least >= 11, "{truth} is known to lie between {least} and {greatest}");
        assert!(truth >= 11 || least == 0, "{truth} is known to be at least {least}");
    }
}

#[actix_web::test]
async fn twenty_people_are_exact_for_supervisors_and_mostly_hidden_for_everybody_else() {
    let demo = Demo::start(Engine::Sqlite, 1).await;
    let mut offices = Vec::new();
    for email in ["supervisor@demo.example", "supervisor2@demo.example"] {
        let supervisor = demo.sign_in(email).await;
        let report: PeopleReport = supervisor.get("/reports/people?from=2024-01&to=2026-11").await.expect(200).body();
        assert_eq!(report.total, report.rows.iter().map(|row| row.people).sum::<u32>());
        let cases = supervisor.get("/cases?closed=true&limit=200").await.expect(200).json();
        assert_eq!(Some(report.total as usize), cases["items"].as_array().map(Vec::len), "each person once");
        offices.push(groups(&report));
    }
    let all: [u32; 4] = std::array::from_fn(|at| offices.iter().map(|office| office[at]).sum());
    assert_eq!(all.iter().sum::<u32>(), 20, "twenty people");
    assert!(all.iter().all(|count| *count > 0), "women, girls, men and boys: {all:?}");
    // Published as one programme: the total and next to nothing else.
    let release = publish(table(Scope::Office(0), all), &[]);
    let hidden = release.cells().filter(|cell| *cell == Cell::Hidden).count();
    assert!(hidden > 5 && release.is_shown(8), "{hidden} of 9 hidden");
    assert_eq!(release.cells().last(), Some(Cell::Shown(20)));
    expect_safe(&[release]);
    // Published office by office, and then together: nobody subtracts one from the other.
    let mut stored = Vec::new();
    for (number, office) in (1..).zip(&offices) {
        stored.push(publish(table(Scope::Office(number), *office), &stored));
    }
    stored.push(publish(table(Scope::All(vec![1, 2]), all), &stored));
    let hidden: usize = stored.iter().map(|release| release.cells().filter(|cell| *cell == Cell::Hidden).count()).sum();
    assert!(hidden > 18, "{hidden} of 27 hidden");
    expect_safe(&stored);
    demo.stop().await;
}

#[actix_web::test]
async fn people_are_counted_once_and_only_for_what_was_delivered() {
    let world = yaninda_tests::World::start(Engine::Sqlite).await;
    let (case, _) = world.open_case(&world.worker).await;
    let log = |status: &str, day: &str| {
        json!({ "type": "HOU.rent", "status": status, "occurred_on": day, "delivered_by": "us",
        "confidentiality": "team" })
    };
    let people = async || -> Value {
        world.supervisor.get("/reports/people?from=2026-10&to=2026-11").await.expect(200).json()["total"].clone()
    };
    for (status, day, total) in [
        ("requested", "2026-11-01", 0),
        ("delivered", "2026-09-30", 0),
        ("delivered", "2026-10-01", 1),
        ("delivered", "2026-11-02", 1),
    ] {
        let path = format!("/cases/{case}/services/{}", uuid::Uuid::now_v7());
        world.worker.create(&path, &log(status, day)).await.expect(201);
        assert_eq!(people().await, total, "{status} on {day}");
    }
    assert_eq!(
        world.stranger_supervisor.get("/reports/people?from=2026-10&to=2026-11").await.expect(200).json()["total"],
        0
    );
    world.stop().await;
}
