//! A programme of one year, entered through the API and remembered here.

use serde_json::json;
use uuid::Uuid;
use yaninda_shared::ids::CaseId;
use yaninda_tests::{World, case_draft};

use super::support::random::Random;

pub const DOMAINS: [&str; 2] = ["housing", "work"];
const KINDS: [(&str, &str); 3] = [("HOU.rent", "HOU"), ("MED.gp", "MED"), ("LEG.advice", "LEG")];

pub struct Person {
    pub case: CaseId,
    /// 0: of the supervisor; 1: the other one.
    pub office: usize,
    pub sex: &'static str,
    pub born: i32,
    pub country: &'static str,
    /// Month, domain and score, as they were given.
    pub ratings: Vec<(u8, &'static str, i64)>,
}

pub struct Service {
    pub person: usize,
    pub month: u8,
    pub category: &'static str,
    pub status: &'static str,
    pub fund: Option<&'static str>,
    pub minor: Option<u64>,
}

pub struct Programme {
    pub year: i32,
    pub people: Vec<Person>,
    pub services: Vec<Service>,
}

fn any<T: Copy>(random: &mut Random, of: &[T]) -> T {
    of[random.skewed(of.len())]
}

impl Programme {
    /// 24 to 35 people of two offices, what was done for them in the first three months of a year, and how they were.
    pub async fn enter(world: &World, year: i32, random: &mut Random) -> Self {
        let mut programme = Self { year, people: Vec::new(), services: Vec::new() };
        for number in 0..24 + random.skewed(12) {
            let office = usize::from(random.below(4) == 0);
            let who = [&world.worker, &world.stranger][office];
            let sex = any(random, &["Female", "Male", "Other"]);
            let born = any(random, &[1995, 1980, 2001, 2012]);
            let country = any(random, &["UZ", "SY", "MA"]);
            let mut draft = case_draft();
            draft["opened_on"] = json!(format!("{year}-01-01"));
            draft["profile"] = json!({ "sex": sex, "birth_year": born, "nationalities": [country] });
            let case = world.open_case_with(who, &draft).await.0;
            let mut person = Person { case, office, sex, born, country, ratings: Vec::new() };
            for _ in 0..random.below(3) {
                let (month, day) = (1 + random.below(3) as u8, 1 + random.below(28));
                let mut ratings = Vec::new();
                for domain in DOMAINS.iter().take(1 + random.below(2)) {
                    let score = 1 + random.below(5) as i64;
                    ratings.push(json!({ "domain": domain, "score": score }));
                    // Two days of one month may come in either order: the day decides, which this count does not know.
                    if person.ratings.iter().any(|(other, of, _)| *other == month && of == domain) {
                        ratings.pop();
                    } else {
                        person.ratings.push((month, domain, score));
                    }
                }
                if !ratings.is_empty() {
                    let rated = json!({ "occurred_on": format!("{year}-{month:02}-{day:02}"), "occasion": "review",
                        "method": "together", "ratings": ratings });
                    who.create(&format!("/cases/{case}/assessments/{}", Uuid::now_v7()), &rated).await.expect(201);
                }
            }
            programme.people.push(person);
            for _ in 0..2 + random.below(3) {
                programme.serve(world, number, random).await;
            }
        }
        programme
    }

    async fn serve(&mut self, world: &World, person: usize, random: &mut Random) {
        let (kind, category) = any(random, &KINDS);
        let one = Service {
            person,
            month: 1 + random.below(3) as u8,
            category,
            status: any(random, &["delivered", "in_progress", "planned", "declined"]),
            fund: any(random, &[None, Some("NL-2026"), Some("UNLISTED")]),
            minor: (random.below(6) > 0).then(|| 50_000 + random.below(150_000) as u64),
        };
        let (case, office) = (self.people[person].case, self.people[person].office);
        let mut service = json!({ "type": kind, "status": one.status, "delivered_by": "us", "confidentiality": "team",
            "occurred_on": format!("{}-{:02}-10", self.year, one.month) });
        if let Some(fund) = one.fund {
            service["fund"] = json!(fund);
        }
        if let Some(minor) = one.minor {
            service["cost"] = json!({ "minor": minor, "currency": "TRY" });
        }
        let who = [&world.worker, &world.stranger][office];
        who.create(&format!("/cases/{case}/services/{}", Uuid::now_v7()), &service).await.expect(201);
        self.services.push(one);
    }
}
