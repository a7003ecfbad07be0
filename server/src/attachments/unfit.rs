//! Why a file cannot be kept: an exit code of the process that cleans, and a refused field of the API.

use yaninda_shared::values::ValueError;

use crate::problem::ApiError;

/// Why a file cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unfit {
    #[error("the file is not what it says, or broken")]
    Broken,
    #[error("the file, or what it unpacks to, is too large")]
    TooLarge,
    #[error("the file is encrypted")]
    Encrypted,
}

impl Unfit {
    /// Exit code of the process that cleans; no other code of ours and none of a panic (101).
    pub(crate) const fn exit(self) -> u8 {
        match self {
            Self::Broken => 10,
            Self::TooLarge => 11,
            Self::Encrypted => 12,
        }
    }

    /// What an exit code says of the file. A decoder that panics on a crafted file has refused it.
    pub(super) const fn from_exit(code: i32) -> Option<Self> {
        match code {
            10 | 101 => Some(Self::Broken),
            11 => Some(Self::TooLarge),
            12 => Some(Self::Encrypted),
            _ => None,
        }
    }
}

impl From<lopdf::Error> for Unfit {
    fn from(error: lopdf::Error) -> Self {
        match error {
            lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Self::Encrypted,
            lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => Self::TooLarge,
            _ => Self::Broken,
        }
    }
}

impl From<Unfit> for ApiError {
    fn from(unfit: Unfit) -> Self {
        let why = match unfit {
            Unfit::Broken => ValueError::WrongType,
            Unfit::TooLarge => ValueError::TooLarge,
            Unfit::Encrypted => ValueError::NotAllowedHere,
        };
        Self::field("file", why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes_come_back_as_what_they_say() {
        for unfit in [Unfit::Broken, Unfit::TooLarge, Unfit::Encrypted] {
            assert_eq!(Unfit::from_exit(i32::from(unfit.exit())), Some(unfit));
        }
        assert_eq!(Unfit::from_exit(1), None);
    }
}
