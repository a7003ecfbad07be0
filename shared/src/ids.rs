//! Typed ids: UUIDv7 (RFC 9562) made by the client, one newtype for each entity.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::values::ValueError;

/// The bare UUIDv7 under every typed id; carries the column type of both databases.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "diesel", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "diesel", diesel(sql_type = sql::Guid))]
pub struct RawId(pub Uuid);

impl fmt::Debug for RawId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(feature = "diesel")]
pub mod sql {
    //! The column type of ids: `uuid` on PostgreSQL, a 16-byte blob on SQLite.

    use diesel::{
        deserialize::{self, FromSql},
        pg::{Pg, PgValue},
        serialize::{self, IsNull, Output, ToSql},
        sql_types::Binary,
        sqlite::Sqlite,
    };
    use uuid::Uuid;

    use super::RawId;

    /// SQL type of an id.
    #[derive(Clone, Copy, Debug, diesel::sql_types::SqlType, diesel::query_builder::QueryId)]
    #[diesel(postgres_type(oid = 2950, array_oid = 2951))]
    #[diesel(sqlite_type(name = "Binary"))]
    pub struct Guid;

    impl diesel::sql_types::SqlOrd for Guid {}

    impl ToSql<Guid, Pg> for RawId {
        fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
            std::io::Write::write_all(out, self.0.as_bytes())?;
            Ok(IsNull::No)
        }
    }

    impl FromSql<Guid, Pg> for RawId {
        fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
            Ok(Self(Uuid::from_slice(value.as_bytes())?))
        }
    }

    impl ToSql<Guid, Sqlite> for RawId {
        fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
            out.set_value(self.0.as_bytes().as_slice());
            Ok(IsNull::No)
        }
    }

    impl FromSql<Guid, Sqlite> for RawId {
        fn from_sql(value: <Sqlite as diesel::backend::Backend>::RawValue<'_>) -> deserialize::Result<Self> {
            let bytes = <Vec<u8> as FromSql<Binary, Sqlite>>::from_sql(value)?;
            Ok(Self(Uuid::from_slice(&bytes)?))
        }
    }
}

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "Uuid", into = "Uuid")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = Uuid, example = "01900000-0000-7000-8000-000000000000"))]
        #[cfg_attr(feature = "diesel", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
        #[cfg_attr(feature = "diesel", diesel(sql_type = sql::Guid))]
        pub struct $name(RawId);

        impl $name {
            /// The UUID inside.
            #[must_use]
            pub const fn uuid(self) -> Uuid { self.0.0 }

            /// The bare id, for places that hold ids of several kinds (audit, feed).
            #[must_use]
            pub const fn raw(self) -> RawId { self.0 }

            /// Takes an id that is known to be of this kind (a column, a derived id).
            #[must_use]
            pub const fn from_raw(raw: RawId) -> Self { Self(raw) }

            /// Makes an id from a time in Unix milliseconds and ten random bytes.
            #[must_use]
            pub fn from_parts(unix_millis: u64, random: [u8; 10]) -> Self {
                Self(RawId(uuid::Builder::from_unix_timestamp_millis(unix_millis, &random).into_uuid()))
            }
        }

        impl TryFrom<Uuid> for $name {
            type Error = ValueError;
            fn try_from(uuid: Uuid) -> Result<Self, ValueError> {
                if uuid.get_version_num() == 7 { Ok(Self(RawId(uuid))) } else { Err(ValueError::NotUuidV7) }
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid { id.uuid() }
        }

        impl FromStr for $name {
            type Err = ValueError;
            fn from_str(text: &str) -> Result<Self, ValueError> {
                Uuid::parse_str(text).map_err(|_| ValueError::NotUuidV7)?.try_into()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.0.hyphenated().fmt(f) }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.0.hyphenated().fmt(f) }
        }

        #[cfg(feature = "diesel")]
        impl<DB> diesel::serialize::ToSql<sql::Guid, DB> for $name
        where
            DB: diesel::backend::Backend,
            RawId: diesel::serialize::ToSql<sql::Guid, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                <RawId as diesel::serialize::ToSql<sql::Guid, DB>>::to_sql(&self.0, out)
            }
        }

        #[cfg(feature = "diesel")]
        impl<DB> diesel::deserialize::FromSql<sql::Guid, DB> for $name
        where
            DB: diesel::backend::Backend,
            RawId: diesel::deserialize::FromSql<sql::Guid, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                <RawId as diesel::deserialize::FromSql<sql::Guid, DB>>::from_sql(bytes).map(Self)
            }
        }
    )+ };
}

id! {
    /// An office: the tenant and the shard key.
    OfficeId,
    /// A member of staff.
    UserId,
    /// A device one user signed in on.
    DeviceId,
    /// A case: one survivor's file in one office.
    CaseId,
    /// A logged service.
    ServiceId,
    /// An identity document or permit.
    DocumentId,
    /// A free-text note.
    NoteId,
    /// One recorded consent.
    ConsentId,
    /// One way to reach the person.
    ContactId,
    /// One user's access to a case, as its worker or shared with.
    GrantId,
    /// A colleague's comment on an entry.
    CommentId,
    /// A photo or PDF.
    AttachmentId,
    /// A dated event of a case (opened, assigned, closed …).
    EventId,
    /// An appointment.
    AppointmentId,
    /// A request that somebody else decides.
    ApprovalId,
    /// A mail in the outbox.
    MailId,
    /// Ratings of one day.
    AssessmentId,
    /// A goal of the plan.
    GoalId,
    /// What was agreed about the plan on a day.
    PlanId,
    /// A milestone of a case.
    MilestoneId,
    /// A milestone that an office has added to those of every office.
    MilestoneTypeId,
    /// A suggested milestone that was not reached.
    MilestoneDismissalId,
    /// A rule about how long something lasts that an office has written.
    ClockRuleId,
    /// A deadline of a case.
    DeadlineId,
    /// A fund that pays for what an office does.
    FundId,
    /// Figures of a period that are published.
    ReleaseId,
    /// One decided table of a release.
    ReleaseTableId,
    /// A person sent to the office, before or beside a case.
    ReferralId,
    /// A unit of an authority that an office works with.
    UnitId,
    /// A workshop for officials.
    WorkshopId,
    /// One opened feedback form, and its answer.
    FeedbackId,
    /// A task that the system gave somebody.
    TaskId,
    /// A spreadsheet that is brought in.
    ImportId,
    /// A request for a file that names people.
    ExportId,
    /// A saved list filter of one user.
    ViewId,
    /// A key that seals data.
    KeyId,
    /// A family of refresh tokens.
    FamilyId,
    /// The id of one mutation, sent as `Idempotency-Key`.
    MutationId,
}
