//! Someone else changed the record while it was being edited: what they changed is taken where nothing was typed,
//! what was typed stays, and every change is told.

use leptos::prelude::*;
use serde_json::Value;

use super::{
    form::{Field, Form},
    json::{at, is_same, set},
    typed::Typed,
};
use crate::i18n::{k, t};

/// A field that someone else changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub label: &'static str,
    /// What they wrote.
    pub theirs: String,
    /// Something else was typed here and still stands in the field.
    pub both: bool,
}

impl Form {
    /// Moves the form from the record it was filled with to the one that is stored now.
    pub(super) fn rebase(&self, was: &Value, now: &Value) -> Vec<Change> {
        self.fields.iter().filter_map(|field| field.rebase(at(was, field.spec.path), now)).collect()
    }
}

impl Field {
    fn rebase(&self, was: Option<&Value>, now: &Value) -> Option<Change> {
        let theirs = at(now, self.spec.path);
        if is_same(was, theirs) {
            return None;
        }
        let touched = untrack(|| self.is_touched());
        let mine = untrack(|| self.typed.value(self.spec.kind)).ok();
        let agree = touched && is_same(mine.as_ref(), theirs);
        let both = touched && !agree;
        match self.typed {
            Typed::Many(many) if both => many.update(|mine| join(mine, was, theirs)),
            _ if !both => self.typed.fill(theirs),
            _ => {}
        }
        self.was.set_value(theirs.cloned().unwrap_or_default());
        (!agree).then(|| Change {
            label: t(self.spec.label),
            theirs: self.spec.text(now).unwrap_or_else(|| t(k::STATE_NONE).to_owned()),
            both,
        })
    }
}

/// Lists join: what they added comes in, what they removed goes, what was chosen here stays.
fn join(mine: &mut Vec<String>, was: Option<&Value>, theirs: Option<&Value>) {
    let codes = |value: Option<&Value>| -> Vec<String> {
        value
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|code| code.as_str().map(str::to_owned))
            .collect()
    };
    let (was, theirs) = (codes(was), codes(theirs));
    mine.retain(|code| theirs.contains(code) || !was.contains(code));
    for code in theirs {
        if !was.contains(&code) && !mine.contains(&code) {
            mine.push(code);
        }
    }
}

/// The draft's part of a record that came back: the fields the base has and those of the form.
#[must_use]
pub fn taken(base: &Value, form: &Form, record: &Value) -> Value {
    let mut draft = Value::Null;
    let of_base = base.as_object().into_iter().flat_map(|fields| fields.keys().map(String::as_str));
    let of_form = form.fields.iter().filter_map(|field| field.spec.path.split('.').next());
    for key in of_base.chain(of_form) {
        set(&mut draft, key, record.get(key).cloned().unwrap_or_default());
    }
    draft
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::forms::{Kind, Options, Spec};

    static SPECS: [Spec; 3] = [
        Spec::new("a.name", k::OPEN_GIVEN, Kind::Line),
        Spec::new("a.note", k::OPEN_SUMMARY, Kind::Text),
        Spec::new("a.list", k::OPEN_SPEAKS, Kind::Listed(Options::Languages)),
    ];

    #[test]
    fn what_was_typed_stays_and_what_was_not_is_taken() {
        let owner = Owner::new();
        owner.set();
        let base = json!({"a": {"name": "old", "note": "old", "list": ["tr", "ru"]}});
        let form = Form::new(&SPECS, &base);
        form.text("a.name").unwrap().set("mine".to_owned());
        let Typed::Many(list) = form.fields[2].typed else { panic!("a list") };
        list.set(vec!["tr".to_owned(), "ru".to_owned(), "ar".to_owned()]);
        assert!(form.is_dirty());
        let now = json!({"a": {"name": "theirs", "note": "new", "list": ["tr", "fa"]}, "version": 2});
        let changes = form.rebase(&base, &now);
        let told: Vec<_> = changes.iter().map(|change| (change.theirs.as_str(), change.both)).collect();
        assert_eq!(told[..2], [("theirs", true), ("new", false)]);
        let mut draft = taken(&base, &form, &now);
        assert_eq!(draft.get("version"), None);
        let mut errors = Vec::new();
        form.write(&mut draft, &mut errors);
        assert_eq!(draft, json!({"a": {"name": "mine", "note": "new", "list": ["tr", "ar", "fa"]}}));
        assert!(errors.is_empty());
    }

    #[test]
    fn the_same_change_on_both_sides_is_no_news() {
        let owner = Owner::new();
        owner.set();
        let base = json!({"a": {"name": "old"}});
        let form = Form::new(&SPECS, &base);
        form.text("a.name").unwrap().set("new".to_owned());
        assert_eq!(form.rebase(&base, &json!({"a": {"name": "new", "list": []}})), []);
    }
}
