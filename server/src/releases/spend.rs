//! Money in releases: by category and in all, a table for each currency. What may be shown is decided by a
//! [`Ledger`] of the whole year, which is made anew from what is stored: payments of months, and what was shown of them.
//!
//! An amount is shown only where the number of services behind it is.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use yaninda_shared::{
    catalogue::Category,
    disclosure::{Ledger, Period, Release, Threshold},
    ids::OfficeId,
    reports::{Axis, FigureRow, Figures, Further, ReportTable, StatusGroup},
    values::Currency,
};

use super::{
    payments::{Payment, Payments},
    steps::Step,
    stored::{self, TableRow, counts_place},
};
use crate::{
    access::Core,
    db::AnyConnection,
    problem::{ApiError, ApiResult},
};

/// An office's month, a category, a currency.
type Leaf = (OfficeId, Period, Category, Currency);

/// A published sum in minor units, rounded; without a category that of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Amount {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    category: Option<Category>,
    currency: Currency,
    minor: u64,
}

/// A decision about money.
pub(super) struct Spent {
    amounts: Vec<Amount>,
    /// Of a month of an office what was paid; nothing of what is made of those.
    pub paid: Payments,
}

impl Spent {
    /// Whether nothing is shown.
    pub const fn is_nothing(&self) -> bool {
        self.amounts.is_empty()
    }

    /// What everybody sees of it, as text.
    pub fn published(&self) -> ApiResult<String> {
        serde_json::to_string(&self.amounts).map_err(ApiError::internal)
    }
}

/// Everything paid in a year, what was shown of it, and the step that is to be decided.
pub(super) struct Books {
    ledger: Ledger<Leaf>,
    /// Months of offices of which payments are known.
    months: BTreeSet<(OfficeId, Period)>,
    offices: Vec<OfficeId>,
    period: Period,
    paid: Payments,
}

impl Books {
    /// Opens the books of a year for a step. `rows`: what was decided about money, in its order; `all`: the offices of a
    /// step of all; `paid`: what was paid if the step is a month of an office.
    pub fn open(
        conn: &mut AnyConnection,
        core: &Core,
        rows: &[TableRow],
        (whose, period): Step,
        all: &[OfficeId],
        paid: Option<Payments>,
    ) -> ApiResult<Self> {
        let offices = whose.map_or_else(|| all.to_vec(), |office| vec![office]);
        let (ledger, months) = (Ledger::default(), BTreeSet::new());
        let mut books = Self { ledger, months, offices, period, paid: paid.clone().unwrap_or_default() };
        for row in rows {
            let (whose, period) = row.step()?;
            if let (Some(office), Some(sealed), true) = (whose, &row.counts, period.parts().is_empty()) {
                let paid = core.keys.office(conn, office)?.open(counts_place(row.id), sealed)?;
                books.enter(office, period, &paid);
            }
        }
        for row in rows {
            let (whose, period) = row.step()?;
            let offices = whose.map_or_else(|| row.offices(), |office| vec![office]);
            let amounts = amounts(row)?;
            for (category, currency) in books.lines() {
                let leaves = books.leaves(&offices, period, category, currency);
                let shown = amounts.iter().any(|one| one.category == category && one.currency == currency);
                if !shown {
                    books.ledger.refuse(leaves);
                } else if books.ledger.publish(&leaves, currency.digits()).is_none() {
                    return Err(ApiError::internal("a published amount that is no sum of blocks"));
                }
            }
        }
        if let (Some(office), Some(paid)) = (whose, paid) {
            books.enter(office, period, &paid);
        }
        Ok(books)
    }

    fn enter(&mut self, office: OfficeId, month: Period, paid: &Payments) {
        self.months.insert((office, month));
        for &Payment { case, category, currency, minor } in &paid.0 {
            self.ledger.enter((office, month, category, currency), case.raw().0.as_u128(), minor);
        }
    }

    /// Decides the step. `services`: the services by category and group of status of the same step, if they are shown.
    pub fn decide(mut self, threshold: Threshold, services: Option<&Release>) -> Spent {
        let (offices, period) = (std::mem::take(&mut self.offices), self.period);
        let months = period.months();
        let whole = offices.iter().all(|office| months.iter().all(|month| self.months.contains(&(*office, *month))));
        let mut amounts = Vec::new();
        for (category, currency) in self.lines() {
            let leaves = self.leaves(&offices, period, category, currency);
            let counted = whole && services.is_some_and(|services| shows_delivered(services, category));
            let may = counted && self.ledger.may_publish(&leaves, threshold);
            match may.then(|| self.ledger.publish(&leaves, currency.digits())).flatten() {
                Some(minor) => amounts.push(Amount { category, currency, minor }),
                None => self.ledger.refuse(leaves),
            }
        }
        Spent { amounts, paid: self.paid }
    }

    /// What may get an amount: each category, then all of them, in each currency in which anything was paid.
    fn lines(&self) -> Vec<(Option<Category>, Currency)> {
        let currencies: BTreeSet<Currency> = self.ledger.leaves().map(|(_, _, _, currency)| *currency).collect();
        let categories = || Category::ALL.iter().copied().map(Some).chain([None]);
        currencies.into_iter().flat_map(|currency| categories().map(move |category| (category, currency))).collect()
    }

    fn leaves(
        &self,
        offices: &[OfficeId],
        period: Period,
        wanted: Option<Category>,
        currency: Currency,
    ) -> BTreeSet<Leaf> {
        let months = period.months();
        let within = |&&(office, month, category, of): &&Leaf| {
            of == currency
                && wanted.is_none_or(|wanted| wanted == category)
                && offices.contains(&office)
                && months.contains(&month)
        };
        self.ledger.leaves().filter(within).copied().collect()
    }
}

/// Whether readers see how many services of a category, or of all, were delivered.
fn shows_delivered(services: &Release, category: Option<Category>) -> bool {
    let shape = services.exact().shape();
    let place = |at: usize, code: &str| {
        shape.dimensions().get(at).and_then(|one| one.categories.iter().position(|category| category == code))
    };
    let row = category.map(|category| place(0, category.as_str()));
    let at = [row.flatten(), place(1, StatusGroup::Delivered.as_str())];
    let named = row.is_none_or(|row| row.is_some()) && at[1].is_some();
    shape.index(&at).is_some_and(|cell| named && services.is_shown(cell))
}

fn amounts(row: &TableRow) -> ApiResult<Vec<Amount>> {
    serde_json::from_str(&row.published).map_err(ApiError::internal)
}

/// As everybody sees it: a table for each currency of which something is shown, in whole units; one without figures if
/// nothing is.
pub(super) fn figures(row: Option<&TableRow>) -> ApiResult<Vec<Figures>> {
    let amounts = row.map(amounts).transpose()?.unwrap_or_default();
    if amounts.is_empty() {
        return Ok(vec![stored::withheld(ReportTable::Spend)]);
    }
    let currencies: BTreeSet<Currency> = amounts.iter().map(|one| one.currency).collect();
    let table = |currency: Currency| {
        let shown = |category: Option<Category>| {
            let of = amounts.iter().find(|one| one.currency == currency && one.category == category);
            of.map(|one| one.minor / 10_u64.pow(currency.digits()))
        };
        let rows = Axis::Category.categories().into_iter().map(|code| (code, Category::from_code(code)));
        let row = |(code, category): (&str, Option<Category>)| FigureRow {
            code: code.to_owned(),
            cells: vec![shown(category)],
        };
        Figures {
            table: ReportTable::Spend,
            columns: vec![currency.as_str().to_owned()],
            rows: rows.chain([(Further::Total.as_str(), None)]).map(row).collect(),
            withheld: false,
        }
    };
    Ok(currencies.into_iter().map(table).collect())
}
