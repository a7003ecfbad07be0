//! What the OpenAPI document says of former versions: each is the record, and of a withdrawal also its reason.

use utoipa::{
    ToSchema,
    openapi::{
        OpenApi, RefOr,
        path::Operation,
        schema::{AllOfBuilder, ArrayItems, ObjectBuilder, Ref, Schema},
    },
};
use yaninda_shared::values::ShortText;

/// Adds the reason to the items of every history. A generic type inside a list is more than the attribute of a handler can
/// describe, so it names the record alone.
pub fn reasons(document: &mut OpenApi) {
    let histories = document.paths.paths.iter_mut().filter(|(path, _)| path.ends_with("/history"));
    for items in histories.filter_map(|(_, item)| item.get.as_mut()).filter_map(items_of) {
        let reason = ObjectBuilder::new().property("withdraw_reason", Ref::from_schema_name(ShortText::name()));
        let former = AllOfBuilder::new().item(items.clone()).item(reason);
        *items = former.into();
    }
}

/// What the list that an operation answers with is made of.
fn items_of(operation: &mut Operation) -> Option<&mut RefOr<Schema>> {
    let RefOr::T(answer) = operation.responses.responses.get_mut("200")? else { return None };
    let RefOr::T(content) = answer.content.get_mut("application/json")? else { return None };
    let RefOr::T(Schema::Array(list)) = content.schema.as_mut()? else { return None };
    match &mut list.items {
        ArrayItems::RefOrSchema(items) => Some(items),
        ArrayItems::False => None,
    }
}
