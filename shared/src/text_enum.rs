//! One macro for the closed lists of the domain: a Rust enum, its exact wire and column text, and back.
//!
//! Reading and writing is done by tables and by two functions that all lists share, not by derived code: the lists are
//! many, and the app is downloaded over slow lines.

use serde::{Deserializer, Serializer, de};

/// The place of a text in a list of texts.
pub(crate) fn position(names: &[&str], text: &str) -> Option<usize> {
    names.iter().position(|name| *name == text)
}

/// Reads one of these texts; any other is an unknown variant, as a derived enum calls it.
pub(crate) fn read<'de, D: Deserializer<'de>>(source: D, names: &'static [&'static str]) -> Result<usize, D::Error> {
    struct Names(&'static [&'static str]);
    impl de::Visitor<'_> for Names {
        type Value = usize;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a text of a closed list")
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<usize, E> {
            position(self.0, text).ok_or_else(|| E::unknown_variant(text, self.0))
        }
    }
    source.deserialize_str(Names(names))
}

/// Writes a text.
pub(crate) fn write<S: Serializer>(target: S, text: &str) -> Result<S::Ok, S::Error> {
    target.serialize_str(text)
}

/// Declares an enum whose variants each have one stable text, used on the wire, in columns and as the
/// suffix of its locale key.
macro_rules! text_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "diesel", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
        #[cfg_attr(feature = "diesel", diesel(sql_type = diesel::sql_types::Text))]
        pub enum $name { $($(#[$vmeta])* #[cfg_attr(feature = "openapi", schema(rename = $text))] $variant),+ }

        impl $name {
            /// Every value, in the order of its declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable text of this value.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value with this exact text, if there is one.
            #[must_use]
            pub fn from_code(text: &str) -> Option<Self> {
                Self::ALL.get($crate::text_enum::position(Self::NAMES, text)?).copied()
            }

            const NAMES: &'static [&'static str] = &[$($text),+];
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
                $crate::text_enum::write(target, self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                let at = $crate::text_enum::read(source, Self::NAMES)?;
                Self::ALL.get(at).copied().ok_or_else(|| serde::de::Error::custom(concat!("no such ", stringify!($name))))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        #[cfg(feature = "diesel")]
        impl<DB> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                <str as diesel::serialize::ToSql<diesel::sql_types::Text, DB>>::to_sql(self.as_str(), out)
            }
        }

        #[cfg(feature = "diesel")]
        impl<DB> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let text = <String as diesel::deserialize::FromSql<diesel::sql_types::Text, DB>>::from_sql(bytes)?;
                Self::from_code(&text).ok_or_else(|| format!("unknown {}: {text}", stringify!($name)).into())
            }
        }
    };
}
