//! What is wrong with the configuration.

/// A wrong configuration: names the key and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("configuration: `{key}`: {why}")]
pub struct ConfigError {
    pub key: String,
    pub why: String,
}

impl ConfigError {
    /// Names a key and what is wrong with it.
    pub fn new(key: impl Into<String>, why: impl Into<String>) -> Self {
        Self { key: key.into(), why: why.into() }
    }
}

/// Everything that is wrong, gathered: whoever mends a configuration wants to hear of it at once.
#[derive(Debug, Default)]
pub(super) struct Problems(pub(super) Vec<ConfigError>);

impl Problems {
    /// Notes a problem.
    pub(super) fn add(&mut self, key: &str, why: impl Into<String>) {
        self.0.push(ConfigError::new(key, why));
    }

    /// The value, or nothing after noting why there is none.
    pub(super) fn keep<T>(&mut self, result: Result<T, ConfigError>) -> Option<T> {
        result.map_err(|problem| self.0.push(problem)).ok()
    }
}
