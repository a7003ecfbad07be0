//! `yaninda openapi`.

use super::{failure::Failure, out};

/// Prints the OpenAPI 3.1 document.
pub(super) fn run() -> Result<(), Failure> {
    out::line(crate::server::openapi().to_pretty_json().map_err(|error| Failure::told(error.to_string()))?);
    Ok(())
}
