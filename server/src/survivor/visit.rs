//! What a request asks for: which link, in which language, which part of the page.

use actix_web::{
    HttpRequest,
    http::header::{ACCEPT_LANGUAGE, HeaderMap},
};
use yaninda_shared::mail::MailLanguage;

use crate::{access::Core, http::client};

/// The part of the page that is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    /// The question, or what was answered.
    #[default]
    First,
    /// The question, although there is an answer.
    Change,
    /// The form for another time.
    Another,
}

impl Part {
    /// Its name in an address.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::First => "",
            Self::Change => "change",
            Self::Another => "another",
        }
    }
}

/// A request to a survivor's page.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    pub(super) token: String,
    pub(super) part: Part,
    /// The language that was chosen on the page.
    pub(super) chosen: Option<MailLanguage>,
    /// The language of the browser, for pages that belong to nobody.
    pub(super) browser: Option<MailLanguage>,
    /// Where it comes from, for limits.
    pub(super) address: String,
}

impl Visit {
    pub(super) fn of(request: &HttpRequest, core: &Core) -> Self {
        let mut visit = Self {
            token: request.match_info().get("token").unwrap_or_default().to_owned(),
            part: Part::default(),
            chosen: None,
            browser: browser_language(request.headers()),
            address: client::address(request, &core.settings.trusted_proxies),
        };
        for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
            match &*name {
                "l" => visit.chosen = MailLanguage::from_code(&value),
                "another" => visit.part = Part::Another,
                "change" => visit.part = Part::Change,
                _ => {}
            }
        }
        visit
    }

    /// The language to write in, if the person's own is this.
    pub(super) fn language(&self, own: Option<MailLanguage>) -> MailLanguage {
        self.chosen.or(own).or(self.browser).unwrap_or(MailLanguage::En)
    }

    /// The query that leads to a part of this page, in the language that was chosen.
    pub(super) fn query(&self, part: Part) -> String {
        query(self.chosen, part)
    }
}

/// `?l=…&…`; a lone `?` for the first part in the language of the mail.
pub(super) fn query(language: Option<MailLanguage>, part: Part) -> String {
    let language = language.map(|language| format!("l={}", language.as_str()));
    let part = Some(part.name().to_owned()).filter(|name| !name.is_empty());
    format!("?{}", [language, part].into_iter().flatten().collect::<Vec<_>>().join("&"))
}

/// The first language of ours that the browser asks for.
pub(crate) fn browser_language(headers: &HeaderMap) -> Option<MailLanguage> {
    let wanted = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let codes = wanted.split(',').filter_map(|one| one.trim().split(['-', ';']).next());
    codes.take(20).find_map(|code| MailLanguage::from_code(&code.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn the_browser_is_asked_for_the_first_language_we_have() {
        let first = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(text));
            browser_language(&headers)
        };
        assert_eq!(first("de-DE,de;q=0.9,tr-TR;q=0.8,en;q=0.5"), Some(MailLanguage::Tr));
        assert_eq!(first("UK"), Some(MailLanguage::Uk));
        assert_eq!(first("*"), None);
        assert_eq!(first(""), None);
    }

    #[test]
    fn a_query_names_what_is_not_usual() {
        assert_eq!(query(None, Part::First), "?");
        assert_eq!(query(None, Part::Another), "?another");
        assert_eq!(query(Some(MailLanguage::Tr), Part::First), "?l=tr");
        assert_eq!(query(Some(MailLanguage::Fa), Part::Change), "?l=fa&change");
    }
}
