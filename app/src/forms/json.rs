//! Values inside a record by their path, `profile.identification.authority`.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use crate::store::{Failure, Why};

/// A record as JSON. Goes through text, which is compiled already, rather than through a second serializer.
pub fn value_of(record: &impl Serialize) -> Value {
    serde_json::to_string(record).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// A draft as its type. Errors: `Unreadable`, which a form's own checks prevent.
pub fn draft<T: DeserializeOwned>(draft: &Value) -> Result<T, Failure> {
    serde_json::from_str(&draft.to_string()).map_err(|_| Failure::new(Why::Unreadable))
}

/// What stands at a path; `Null` is nothing.
#[must_use]
pub fn at<'a>(record: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(record, |value, key| value.get(key)).filter(|value| !value.is_null())
}

/// Puts a value at a path and makes the objects on the way; `Null` takes it out.
pub fn set(record: &mut Value, path: &str, new: Value) {
    if !record.is_object() {
        *record = Value::Object(Map::new());
    }
    let Some(fields) = record.as_object_mut() else { return };
    match path.split_once('.') {
        Some((key, _)) if new.is_null() && !fields.contains_key(key) => {}
        Some((key, rest)) => set(fields.entry(key).or_insert(Value::Null), rest, new),
        None if new.is_null() => {
            fields.remove(path);
        }
        None => {
            fields.insert(path.to_owned(), new);
        }
    }
}

/// Whether two values say the same: nothing, an empty list and zero do.
pub(super) fn is_same(a: Option<&Value>, b: Option<&Value>) -> bool {
    let some = |value: &&Value| !value.is_null() && value.as_array().is_none_or(|all| !all.is_empty()) && **value != 0;
    a.filter(some) == b.filter(some)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_value_is_put_where_it_is_found() {
        let mut record = json!({"a": {"b": 1}});
        set(&mut record, "a.c.d", json!("x"));
        assert_eq!(at(&record, "a.c.d"), Some(&json!("x")));
        assert_eq!(at(&record, "a.b"), Some(&json!(1)));
        set(&mut record, "a.b", Value::Null);
        assert_eq!(record, json!({"a": {"c": {"d": "x"}}}));
        set(&mut record, "x.y", Value::Null);
        assert_eq!(at(&record, "x"), None);
        assert_eq!(at(&record, "a.b.c"), None);
    }
}
