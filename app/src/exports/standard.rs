//! All cases without names, in the form of the international standard.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    exports::{ExportReason, HtcdsFormat},
    problem::FieldError,
    values::ValueError,
};

use crate::{
    components::{
        Button, FailureNote, Note, PrivateForm, Section, Segmented, SelectField, Tone, enum_options, error_of,
        focus_when_refused, toast,
    },
    i18n::{Label, k, t},
    object_url::save,
    store::{Failure, exports},
};

/// Reason, form, download.
#[component]
pub(super) fn Standard() -> impl IntoView {
    let (reason, format) = (RwSignal::new(String::new()), RwSignal::new(HtcdsFormat::Csv));
    let (failure, busy) = (RwSignal::new(None::<Failure>), RwSignal::new(false));
    focus_when_refused(failure);
    let submit = move || {
        failure.set(None);
        let Some(reason) = ExportReason::from_code(&reason.get_untracked()) else {
            failure.set(Some(Failure::invalid(vec![FieldError::new("reason", ValueError::Missing)])));
            return;
        };
        busy.set(true);
        spawn_local(async move {
            let format = format.get_untracked();
            match exports::standard(format, reason).await {
                Ok(file) => {
                    save(&file.into(), &["cases.", format.as_str()].concat()).await;
                    toast::say(t(k::EXPORTS_DOWNLOADED));
                }
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    let formats = HtcdsFormat::ALL.iter().rev().map(|format| (*format, format.label().to_owned())).collect::<Vec<_>>();
    view! {
        <Section title=t(k::EXPORTS_STANDARD_TITLE)>
            <PrivateForm class="card card-pad stack" submit=submit busy=busy>
                <Note tone=Tone::Due><p>{t(k::EXPORTS_STANDARD_LEAD)}</p></Note>
                <SelectField label=t(k::EXPORTS_REASON) value=reason empty=t(k::FORM_CHOOSE).to_owned()
                    options=enum_options(ExportReason::ALL, ExportReason::as_str) error=error_of(failure, "reason")/>
                <Segmented legend=t(k::EXPORTS_FORMAT) options=formats value=format/>
                {move || failure.get().filter(|failure| failure.fields.is_empty()).map(|failure| view! { <FailureNote failure=failure/> })}
                <div><Button icon="download" submit=true busy=busy attr:data-test="standard-export">{t(k::EXPORTS_DOWNLOAD)}</Button></div>
            </PrivateForm>
        </Section>
    }
}
