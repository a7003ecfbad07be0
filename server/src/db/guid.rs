//! The id column type for the connection enum; the two databases' own impls are in `shared`.

use diesel::{
    backend::Backend,
    deserialize::{self, FromSql},
    serialize::{self, IsNull, Output, ToSql},
    sql_types::HasSqlType,
};
use yaninda_shared::ids::{RawId, sql::Guid};

use super::connection::MultiBackend;

impl HasSqlType<Guid> for MultiBackend {
    fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
        Self::lookup_sql_type::<Guid>(lookup)
    }
}

impl FromSql<Guid, MultiBackend> for RawId {
    fn from_sql(bytes: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        bytes.from_sql::<Self, Guid>()
    }
}

impl ToSql<Guid, MultiBackend> for RawId {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((Guid, self));
        Ok(IsNull::No)
    }
}
