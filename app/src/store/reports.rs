//! Exact figures of the own office.

use leptos::prelude::*;
use web_sys::Blob;
use yaninda_shared::{disclosure::Period, reports::DonorReport};

use super::{Failure, Reading, encode};
use crate::{api, i18n};

fn query(period: Period, fund: &str) -> String {
    let fund = if fund.is_empty() { String::new() } else { ["&fund=", &encode(fund)].concat() };
    format!("?period={period}{fund}")
}

/// The report of a period, of one fund or of all.
#[must_use]
pub fn donor(period: Signal<Option<Period>>, fund: Signal<String>) -> Reading<DonorReport> {
    Reading::new(move || {
        let period = period.get()?;
        Some(["/reports/donor", &fund.with(|fund| query(period, fund))].concat())
    })
}

/// The same as a file.
pub async fn file(period: Period, fund: &str, format: &str) -> Result<Blob, Failure> {
    api::get_blob(&["/reports/donor/file", &query(period, fund), &form(format)].concat()).await
}

/// Which file, in the words of the screen. Spreadsheets read the letters of a CSV by its mark.
pub(super) fn form(format: &str) -> String {
    let mark = if format == "csv" { "&bom=true" } else { "" };
    ["&format=", format, "&language=", i18n::current().as_str(), mark].concat()
}
