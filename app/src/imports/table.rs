//! Tables that are downloaded: the template, and everything that is wrong with a file. Row and column only: what stands in the
//! cells is in the file itself already, and does not need another copy among the downloads.

use leptos::task::spawn_local;
use yaninda_shared::{
    imports::{ImportField, ImportKind, ImportRecord, RowProblem},
    text::csv,
    users::Locale,
};

use super::guide::column_name;
use crate::{
    i18n::{self, Label, k, t},
    object_url::save,
    store::{self, Failure},
};

/// A header for every field and one example row, in the reader's language.
pub(super) fn template(kind: ImportKind) {
    let fields = || ImportField::ALL.iter().filter(|field| field.kind() == kind);
    let headers = fields().map(|field| field.label().to_owned()).collect();
    let example = fields().map(|field| example(*field).to_owned()).collect();
    let text = lines(&[headers, example]);
    spawn_local(async move { save(&text.into(), &[kind.as_str(), ".csv"].concat()).await });
}

/// What could stand there. Nobody of this name exists.
fn example(field: ImportField) -> &'static str {
    match field {
        ImportField::CodeName => "Zeytin",
        ImportField::GivenNames => "Ada",
        ImportField::FamilyNames => "Örnek",
        ImportField::Sex => "Female",
        ImportField::BirthDate => "31.12.1998",
        ImportField::Nationality => "UA",
        ImportField::Languages => "uk, ru",
        // Without a plus, before which an apostrophe would be written.
        ImportField::Phone => "05550000000",
        ImportField::Reference | ImportField::Case => "17",
        ImportField::CaseStatus => "assessment",
        ImportField::OpenedOn | ImportField::ConsentOn => "15.01.2026",
        ImportField::Risk => "standard",
        ImportField::ServiceType => "HOU.rent",
        ImportField::ServiceStatus => "delivered",
        ImportField::Day => "01.02.2026",
        ImportField::Quantity => "1",
        ImportField::Cost => "1500,00",
        ImportField::Currency => "TRY",
        ImportField::OtherNames
        | ImportField::BirthYear
        | ImportField::Email
        | ImportField::ClosedOn
        | ImportField::CloseReason
        | ImportField::Worker
        | ImportField::Summary
        | ImportField::Fund
        | ImportField::Provider
        | ImportField::Place
        | ImportField::Note => "",
    }
}

/// Every problem as a table.
pub(super) async fn problems(import: &ImportRecord) -> Result<(), Failure> {
    let mut all: Vec<RowProblem> = Vec::new();
    let mut after = None;
    loop {
        let page = store::imports::problems(import.id, after).await?;
        all.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let mut rows: Vec<Vec<String>> = vec![
        [k::IMPORT_PROBLEM_ROW, k::IMPORT_PROBLEM_COLUMN, k::IMPORT_PROBLEM_WHAT].map(|key| t(key).to_owned()).into(),
    ];
    rows.extend(all.iter().map(|one| {
        let column = one.column.map_or_else(String::new, |at| column_name(&import.columns, at));
        vec![one.row.to_string(), column, one.trouble.label().to_owned()]
    }));
    save(&lines(&rows).into(), "problems.csv").await;
    Ok(())
}

/// Lines of cells as Excel opens them in the reader's language.
fn lines(rows: &[Vec<String>]) -> String {
    let between = if i18n::current() == Locale::Tr { ';' } else { ',' };
    let mut all = "\u{FEFF}".to_owned();
    for row in rows {
        csv::line(&mut all, between, &row.iter().map(String::as_str).collect::<Vec<_>>());
    }
    all
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use yaninda_shared::imports::guess;

    use super::*;

    #[test]
    fn the_template_of_every_language_is_understood() {
        let locales = [
            include_str!("../../locales/en.json"),
            include_str!("../../locales/tr.json"),
            include_str!("../../locales/ar.json"),
        ];
        for locale in locales {
            let words: HashMap<String, String> = serde_json::from_str(locale).expect("a locale");
            for kind in ImportKind::ALL {
                let fields = || ImportField::ALL.iter().copied().filter(|field| field.kind() == *kind);
                let headers: Vec<String> =
                    fields().map(|field| words[&format!("import_field.{field}")].clone()).collect();
                assert_eq!(guess(*kind, &headers), fields().map(Some).collect::<Vec<_>>(), "{headers:?}");
            }
        }
    }
}
