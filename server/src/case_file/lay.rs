//! The whole paper, in the order that it is read.

use yaninda_shared::{
    case_file::{CaseFilePart, CaseFileWish},
    values::{NaiveDate, ShortText},
};

use super::{about, course, done, gather::Gathered, left_out, reach, remarks, tongue::Tongue};
use crate::{
    papers::{Block, Fact, Paper, Row, Table},
    problem::ApiResult,
    words::say,
};

/// Lays one part.
type Part = fn(&Gathered, &Tongue) -> Vec<Block>;

/// The paper that was wished for.
pub(super) fn lay(case: &Gathered, wish: &CaseFileWish, today: NaiveDate) -> ApiResult<Paper> {
    let tongue = Tongue::of(wish.language)?;
    let day = tongue.date(today);
    let mut blocks = vec![
        Block::Notice { text: tongue.say("file-danger") },
        Block::Text { text: say(wish.language, "file-intro", &[("day", &day)]) },
    ];
    if !tongue.knows_lists() {
        blocks.push(Block::Text { text: tongue.say("file-lists") });
    }
    let parts: [(CaseFilePart, Part); 11] = [
        (CaseFilePart::Identity, about::identity),
        (CaseFilePart::Happened, about::happened),
        (CaseFilePart::Contacts, reach::contacts),
        (CaseFilePart::Consents, reach::consents),
        (CaseFilePart::Services, done::services),
        (CaseFilePart::Documents, done::documents),
        (CaseFilePart::Appointments, done::appointments),
        (CaseFilePart::Plan, course::plan),
        (CaseFilePart::Milestones, course::milestones),
        (CaseFilePart::Ratings, course::ratings),
        (CaseFilePart::Remarks, remarks::remarks),
    ];
    blocks.extend(about::case(case, &tongue));
    for (part, of) in parts.into_iter().filter(|(part, _)| wish.has(*part)) {
        blocks.push(Block::Heading { text: tongue.say(heading(part)) });
        let told = of(case, &tongue);
        if told.is_empty() {
            blocks.push(Block::Text { text: tongue.say("file-nothing") });
        }
        blocks.extend(told);
    }
    blocks.extend(left_out::left_out(case, wish, &tongue));
    Ok(Paper { title: tongue.say("file-title"), language: wish.language, made_on: today, mark: None, blocks })
}

/// What a part is called on the paper.
pub(super) const fn heading(part: CaseFilePart) -> &'static str {
    match part {
        CaseFilePart::Identity => "file-about",
        CaseFilePart::Happened => "file-happened",
        CaseFilePart::Contacts => "file-contacts",
        CaseFilePart::Consents => "file-consents",
        CaseFilePart::Services => "file-services",
        CaseFilePart::Documents => "file-documents",
        CaseFilePart::Appointments => "file-appointments",
        CaseFilePart::Plan => "file-plan",
        CaseFilePart::Milestones => "file-milestones",
        CaseFilePart::Ratings => "file-ratings",
        CaseFilePart::Remarks => "file-remarks",
    }
}

/// Facts that there are; nothing if there is none.
pub(super) fn facts(tongue: &Tongue, facts: Vec<(&str, Option<String>)>) -> Vec<Block> {
    let facts = facts.into_iter().filter_map(|(key, value)| Some(Fact::new(tongue.say(key), value?)));
    let facts: Vec<Fact> = facts.filter(|fact| !fact.value.is_empty()).collect();
    if facts.is_empty() { Vec::new() } else { vec![Block::Facts { facts }] }
}

/// A text that there may not be.
pub(super) fn text(text: Option<&ShortText>) -> String {
    text.map_or_else(String::new, |text| text.as_str().to_owned())
}

/// A table of texts, if there is a row; a column in which nothing stands is left out.
pub(super) fn table(tongue: &Tongue, head: &[&str], rows: Vec<Vec<String>>) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let said = |at: usize| at == 0 || rows.iter().any(|row| row.get(at).is_some_and(|cell| !cell.is_empty()));
    let shown: Vec<usize> = (0..head.len()).filter(|at| said(*at)).collect();
    let pick = |cells: &[String]| shown.iter().filter_map(|at| cells.get(*at).cloned()).collect::<Vec<_>>();
    let head: Vec<String> = head.iter().map(|key| tongue.say(key)).collect();
    let rows = rows.iter().map(|row| Row { cells: pick(row), bar: None, sum: false }).collect();
    vec![Block::Table { table: Table { head: pick(&head), rows, numbers: false } }]
}
