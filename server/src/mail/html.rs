//! The HTML beside the plain text: small, for old phones and dark screens, with its language and direction said. No image,
//! no font, nothing that is fetched; one link at most. A mail of one line looks like one line.

use yaninda_shared::mail::MailLanguage;

use super::word::{Line, Paragraph};

const FONT: &str = "font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic',Arial,sans-serif";

/// Colours of the dark look; the light ones stand at each element, for mail programs that drop this.
const DARK: &str = "@media (prefers-color-scheme:dark){\
    .bg{background:#111615!important}\
    .cd{background:#1a211f!important;border-color:#303a37!important}\
    .tx{color:#e8edea!important}\
    .mu{color:#b7c1bc!important}\
    .bt{background:#86cbbd!important}\
    .bt a{color:#06211c!important}}";

pub(super) fn write(language: MailLanguage, subject: &str, paragraphs: &[Paragraph]) -> String {
    let tag = language.as_str();
    let dir = if language.rtl() { "rtl" } else { "ltr" };
    let title = escape(subject);
    let body = match paragraphs {
        [only] => one_line(language, only),
        more => card(language, dir, more),
    };
    format!(
        "<!doctype html>\n\
         <html lang=\"{tag}\" dir=\"{dir}\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"supported-color-schemes\" content=\"light dark\">\n\
         <title>{title}</title>\n\
         <style>{DARK}</style>\n\
         </head>\n\
         {body}\
         </html>\n"
    )
}

/// Arabic script needs more room between lines.
const fn line_height(language: MailLanguage) -> &'static str {
    if language.rtl() { "1.7" } else { "1.5" }
}

fn one_line(language: MailLanguage, lines: &Paragraph) -> String {
    let height = line_height(language);
    let lines: String = lines.iter().map(|line| element(line, 0)).collect();
    format!(
        "<body class=\"bg\" style=\"margin:0;padding:16px;background:#ffffff;{FONT};font-size:17px;line-height:{height}\">\n\
         {lines}\
         </body>\n"
    )
}

fn card(language: MailLanguage, dir: &str, paragraphs: &[Paragraph]) -> String {
    let height = line_height(language);
    let align = if language.rtl() { "right" } else { "left" };
    let last = paragraphs.len().saturating_sub(1);
    let content: String =
        paragraphs.iter().enumerate().map(|(at, lines)| paragraph(lines, if at == last { 0 } else { 20 })).collect();
    format!(
        "<body class=\"bg\" style=\"margin:0;padding:0;background:#f5f4ef\">\n\
         <table role=\"presentation\" class=\"bg\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" \
         style=\"background:#f5f4ef\"><tr><td align=\"center\" style=\"padding:24px 12px\">\n\
         <table role=\"presentation\" class=\"cd\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" dir=\"{dir}\" \
         style=\"width:100%;max-width:600px;background:#ffffff;border:1px solid #dcd9d0;border-radius:12px\"><tr>\
         <td style=\"padding:32px 28px;text-align:{align};{FONT};font-size:17px;line-height:{height}\">\n\
         {content}\
         </td></tr></table>\n\
         </td></tr></table>\n\
         </body>\n"
    )
}

fn paragraph(lines: &Paragraph, below: u8) -> String {
    let last = lines.len().saturating_sub(1);
    lines.iter().enumerate().map(|(at, line)| element(line, if at == last { below } else { 6 })).collect()
}

/// One line with so many pixels below it.
fn element(line: &Line, below: u8) -> String {
    match line {
        Line::Said(text) => {
            format!("<p class=\"tx\" style=\"margin:0 0 {below}px;color:#1b2422\">{}</p>\n", escape(text))
        }
        Line::Main(text) => format!(
            "<p class=\"tx\" style=\"margin:0 0 {below}px;color:#1b2422;font-size:22px;line-height:1.35;font-weight:bold\">{}</p>\n",
            escape(text)
        ),
        Line::Aside(text) => {
            format!(
                "<p class=\"mu\" style=\"margin:0 0 {below}px;color:#46514d;font-size:15px\">{}</p>\n",
                escape(text)
            )
        }
        Line::Place(text) => {
            format!("<p class=\"mu\" style=\"margin:0 0 {below}px;color:#46514d\"><bdi>{}</bdi></p>\n", escape(text))
        }
        Line::Link(label, link) => format!(
            "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:0 0 {below}px\"><tr>\
             <td class=\"bt\" bgcolor=\"#1c5b54\" style=\"background:#1c5b54;border-radius:10px\">\
             <a href=\"{}\" style=\"display:inline-block;padding:14px 28px;color:#ffffff;font-weight:bold;text-decoration:none\">{}</a>\
             </td></tr></table>\n",
            escape(link.as_str()),
            escape(label)
        ),
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_become_markup() {
        assert_eq!(escape("<a href=\"x\">l'été & co</a>"), "&lt;a href=&quot;x&quot;&gt;l&#39;été &amp; co&lt;/a&gt;");
    }
}
