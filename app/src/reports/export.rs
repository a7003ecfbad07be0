//! The buttons that save a report as a file.

use leptos::{prelude::*, task::spawn_local};
use web_sys::Blob;
use yaninda_shared::{disclosure::Period, ids::ReleaseId};

use crate::{
    components::{Button, Section, toast},
    i18n::{Key, k, t},
    object_url::save,
    store::{self, Failure},
};

/// What is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Exact(Period, String),
    Release(ReleaseId, Period),
}

impl Source {
    async fn fetch(&self, format: &str) -> Result<Blob, Failure> {
        match self {
            Self::Exact(period, fund) => store::reports::file(*period, fund, format).await,
            Self::Release(id, _) => store::releases::file(*id, format).await,
        }
    }

    /// What the file is called, without its end.
    fn file_name(&self) -> String {
        match self {
            Self::Exact(period, _) => format!("exact-{period}"),
            Self::Release(_, period) => format!("figures-{period}"),
        }
    }
}

/// Format as the server calls it, the end of the file's name, and what the button says.
const FORMATS: [(&str, &str, Key); 4] = [
    ("pdf", "pdf", k::REPORTS_EXPORT_PDF),
    ("xlsx", "xlsx", k::REPORTS_EXPORT_XLSX),
    ("csv", "csv", k::REPORTS_EXPORT_CSV),
    ("hxl", "csv", k::REPORTS_EXPORT_HXL),
];

/// One button a kind of file. Names of files say the period and whether they are exact, and nothing else.
#[component]
pub(super) fn Export(source: Source) -> impl IntoView {
    let source = StoredValue::new(source);
    let buttons = FORMATS.map(|(format, end, label)| {
        let busy = RwSignal::new(false);
        let save = move |()| {
            busy.set(true);
            spawn_local(async move {
                let source = source.get_value();
                match source.fetch(format).await {
                    Ok(blob) => {
                        toast::say(t(k::REPORTS_EXPORTED));
                        save(&blob, &format!("{}.{end}", source.file_name())).await;
                    }
                    Err(failure) => toast::say(failure.message()),
                }
                busy.try_set(false);
            });
        };
        view! { <Button icon="download" busy=busy on_press=save attr:data-test=format!("export-{format}")>{t(label)}</Button> }
    });
    view! {
        <Section title=t(k::REPORTS_EXPORTS)>
            <div class="report-files">{buttons.collect_view()}</div>
            <p class="xs muted">{t(k::REPORTS_EXPORT_LEAD)}</p>
        </Section>
    }
}
