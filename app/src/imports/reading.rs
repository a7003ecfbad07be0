//! How the file was read, and reading it another way: encoding and separator of a text, sheet of a workbook.

use leptos::prelude::*;
use yaninda_shared::imports::{Delimiter, ImportRecord, TextEncoding};

use super::{file::send, guide::Guide};
use crate::{
    components::{Button, Note, SelectField, Tone, enum_options},
    i18n::{k, t, tf},
    store::imports::How,
};

/// Folded away unless something could not be read, or another sheet could be meant.
#[component]
pub(super) fn ReadAs(import: ImportRecord, guide: Guide) -> impl IntoView {
    let source = import.source.clone();
    let chosen = |text: Option<&'static str>| RwSignal::new(text.unwrap_or_default().to_owned());
    let encoding = chosen(source.encoding.map(TextEncoding::as_str));
    let delimiter = chosen(source.delimiter.map(Delimiter::as_str));
    let sheet = RwSignal::new(source.sheet.map_or_else(String::new, |sheet| sheet.to_string()));
    let sheets: Vec<(String, String)> = source
        .sheets
        .iter()
        .enumerate()
        .map(|(at, sheet)| {
            let hidden = || tf(k::IMPORT_SHEET_HIDDEN, &[("name", &sheet.name)]);
            (at.to_string(), if sheet.hidden { hidden() } else { sheet.name.clone() })
        })
        .collect();
    let (is_text, unreadable) = (source.encoding.is_some(), source.unreadable > 0);
    let several = source.sheets.iter().filter(|sheet| !sheet.hidden).count() > 1;
    let open = unreadable || several;
    let kind = import.kind;
    let again = move |()| {
        let how = How {
            kind,
            encoding: TextEncoding::from_code(&encoding.get_untracked()),
            delimiter: Delimiter::from_code(&delimiter.get_untracked()),
            sheet: sheet.get_untracked().parse().ok(),
        };
        if let Some(file) = guide.file.get_untracked() {
            send(guide, file, how);
        }
    };
    view! {
        {unreadable.then(|| view! { <Note tone=Tone::Due><p data-test="bad-characters">{t(k::IMPORT_BAD_CHARACTERS)}</p></Note> })}
        {guide.file.with_untracked(Option::is_some).then(|| view! {
            <details class="import-fold" open=open>
                <summary>{t(k::IMPORT_READ_AS)}</summary>
                <div class="stack">
                    {is_text.then(|| view! {
                        <SelectField label=t(k::IMPORT_ENCODING) value=encoding options=enum_options(TextEncoding::ALL, TextEncoding::as_str)/>
                        <SelectField label=t(k::IMPORT_DELIMITER) value=delimiter options=enum_options(Delimiter::ALL, Delimiter::as_str)/>
                    })}
                    {(!is_text).then(|| view! { <SelectField label=t(k::IMPORT_SHEET) value=sheet options=sheets/> })}
                    <Button busy=guide.busy on_press=again attr:data-test="read-again">{t(k::IMPORT_READ_AGAIN)}</Button>
                </div>
            </details>
        })}
    }
}
