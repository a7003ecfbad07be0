//! The four steps. One is shown at a time, and each says what comes next.

use leptos::prelude::*;

use super::{
    checked::Checked,
    columns::Columns,
    done::Done,
    file::ChooseFile,
    guide::{Guide, Step, step_name},
    progress::Progress,
};
use crate::{
    components::{FailureNote, PageBar, opened_from},
    i18n::{k, t},
};

/// `/import`.
#[component]
pub fn ImportScreen() -> impl IntoView {
    let guide = Guide::new();
    let step = Memo::new(move |_| guide.step());
    // The same file read another way is another import at the same step.
    let which = Memo::new(move |_| (step.get(), guide.import.with(|import| import.as_ref().map(|import| import.id))));
    let shown = move || match which.get().0 {
        Step::File => view! { <ChooseFile guide=guide/> }.into_any(),
        Step::Columns => view! { <Columns guide=guide/> }.into_any(),
        Step::Busy => view! { <Progress guide=guide/> }.into_any(),
        Step::Checked => view! { <Checked guide=guide/> }.into_any(),
        Step::Done => view! { <Done guide=guide/> }.into_any(),
    };
    view! {
        <section class="pane pane-on imports">
            <PageBar title=t(k::IMPORT_TITLE).to_owned() back=opened_from()/>
            <div class="pane-body stack">
                <Steps step=step/>
                {move || guide.failure.get().filter(|failure| failure.fields.is_empty()).map(|failure| view! { <FailureNote failure=failure/> })}
                {shown}
            </div>
        </section>
    }
}

#[component]
fn Steps(step: Memo<Step>) -> impl IntoView {
    let all = [Step::File, Step::Columns, Step::Checked, Step::Done];
    let same = |one: Step, present: Step| one == present || (one == Step::Checked && present == Step::Busy);
    view! {
        <ol class="import-steps" aria-label=t(k::IMPORT_STEPS)>
            {all.map(|one| view! {
                <li aria-current=move || same(one, step.get()).then_some("step")>{step_name(one)}</li>
            }).collect_view()}
        </ol>
    }
}
