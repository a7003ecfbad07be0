//! Which file, in which language, and the answer that carries it.

use actix_web::HttpResponse;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use yaninda_shared::users::Locale;

use super::{book::Book, csv, pdf, words::Words, xlsx};
use crate::{access::Core, http::download, problem::ApiResult};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Csv,
    /// CSV with codes, and a row of tags of the Humanitarian Exchange Language.
    Hxl,
    Xlsx,
    /// For paper: tagged, with its fonts.
    Pdf,
}

impl Format {
    /// Its name, as the audit log has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Hxl => "hxl",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
        }
    }
}

/// `?format=csv&language=tr&bom=true`.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FileQuery {
    pub format: Format,
    /// Of its words; English if it is left out.
    pub language: Option<Locale>,
    /// Whether a CSV begins with a byte order mark, which some spreadsheets need to read letters beyond ASCII.
    pub bom: Option<bool>,
}

/// The file of a book. Its name says the period and whether it is exact, and nothing else: it stays behind in a folder of
/// downloads.
pub async fn answer(core: &Core, book: &Book, words: &Words, query: FileQuery) -> ApiResult<HttpResponse> {
    let bom = query.bom.unwrap_or(false);
    let csv = ("csv", "text/csv; charset=utf-8");
    let ((end, kind), bytes) = match query.format {
        Format::Csv => (csv, csv::write(book, words, false, bom)),
        Format::Hxl => (csv, csv::write(book, words, true, bom)),
        Format::Xlsx => {
            (("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), xlsx::write(book)?)
        }
        Format::Pdf => {
            let place = core.press.place().await?;
            (("pdf", "application/pdf"), place.print(pdf::paper(book, words, core.today())).await?)
        }
    };
    let disposition = format!("attachment; filename=\"{}.{end}\"", book.file_name());
    Ok(download(kind, &disposition, bytes))
}
