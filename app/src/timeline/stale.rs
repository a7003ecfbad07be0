//! Somebody else changed the record meanwhile: what they changed, and the two ways on. Nothing that was typed is lost.

use leptos::prelude::*;
use yaninda_shared::record::Meta;

use super::facts::Fact;
use crate::{
    components::{Button, Kind, Note, Tone},
    format,
    i18n::{k, t, tf},
    store,
};

/// `theirs` against `mine`; `keep` saves mine over theirs (which stays in the history), `take` fills the form with
/// theirs.
#[component]
pub fn Stale(meta: Meta, theirs: Vec<Fact>, mine: Vec<Fact>, keep: Callback<()>, take: Callback<()>) -> impl IntoView {
    let people = store::colleagues::list();
    let said = move || {
        let who = store::colleagues::name(people, meta.updated_by);
        tf(k::STALE_WHO, &[("who", &who), ("when", &format::instant(meta.updated_at))])
    };
    let differs = super::changes(&mine, &theirs);
    view! {
        <Note tone=Tone::Due alert=true>
            <p><strong>{said}</strong></p>
            <p>{t(k::STALE_KEPT)}</p>
            <ul class="stack-s">
                {differs.into_iter().map(|(label, _, theirs)| {
                    let theirs = if theirs.is_empty() { t(k::STATE_NONE).to_owned() } else { theirs };
                    view! { <li>{label}": "<strong dir="auto">{theirs}</strong></li> }
                }).collect_view()}
            </ul>
            <div class="cluster">
                <Button kind=Kind::Soft on_press=keep attr:data-test="stale-mine">{t(k::STALE_MINE)}</Button>
                <Button on_press=take attr:data-test="stale-theirs">{t(k::STALE_THEIRS)}</Button>
            </div>
        </Note>
    }
}
