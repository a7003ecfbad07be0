//! Invented programmes: people with sex, age band, nationality and office, and what was done for them by month.

use super::random::Random;

pub const SEXES: usize = 2;
pub const OFFICES: usize = 2;

#[derive(Clone, Debug)]
pub struct Person {
    pub id: u64,
    pub sex: usize,
    pub age: usize,
    pub nationality: usize,
    pub office: usize,
}

#[derive(Clone, Debug)]
pub struct Service {
    pub person: usize,
    /// 1 to 12.
    pub month: u8,
    pub category: usize,
    pub status: usize,
}

/// How many categories each dimension has, and everyone and everything.
#[derive(Clone, Debug)]
pub struct Programme {
    pub ages: usize,
    pub nationalities: usize,
    pub categories: usize,
    pub statuses: usize,
    pub people: Vec<Person>,
    pub services: Vec<Service>,
}

impl Programme {
    /// A programme of 5 to 204 people with up to 8 services each over `months` months; skewed as real ones are.
    pub fn random(random: &mut Random, months: usize) -> Self {
        let mut programme = Self {
            ages: 2 + random.below(4),
            nationalities: 2 + random.below(4),
            categories: 2 + random.below(5),
            statuses: 2 + random.below(2),
            people: Vec::new(),
            services: Vec::new(),
        };
        let size = 5 + random.skewed(200);
        let busy = 1 + random.below(8);
        for person in 0..size {
            programme.people.push(Person {
                id: random.next(),
                sex: usize::from(random.below(4) == 0),
                age: random.skewed(programme.ages),
                nationality: random.skewed(programme.nationalities),
                office: random.skewed(OFFICES),
            });
            for _ in 0..random.below(busy + 1) {
                programme.services.push(Service {
                    person,
                    month: 1 + random.below(months) as u8,
                    category: random.skewed(programme.categories),
                    status: random.skewed(programme.statuses),
                });
            }
        }
        programme
    }
}
