//! What is not on the paper: said, so that the person can ask for it.

use yaninda_shared::case_file::{CaseFilePart, CaseFileWish};

use super::{gather::Gathered, lay::heading, remarks, tongue::Tongue};
use crate::{papers::Block, words::say};

/// The last section.
pub(super) fn left_out(case: &Gathered, wish: &CaseFileWish, tongue: &Tongue) -> Vec<Block> {
    let mut items = Vec::new();
    let unwished = CaseFilePart::ALL.iter().filter(|part| !wish.has(**part) && **part != CaseFilePart::Remarks);
    let unwished: Vec<String> = unwished.map(|part| tongue.say(heading(*part))).collect();
    if !unwished.is_empty() {
        let parts = unwished.join(tongue.comma());
        items.push(say(tongue.language, "file-left-unwished", &[("parts", &parts)]));
    }
    let (restricted, open): (Vec<_>, Vec<_>) = remarks::all(case).into_iter().partition(|one| one.restricted);
    if !wish.has(CaseFilePart::Remarks) && !open.is_empty() {
        items.push(tongue.count("file-left-remarks", open.len()));
    }
    if !restricted.is_empty() {
        items.push(tongue.count("file-left-restricted", restricted.len()));
    }
    let hidden = case.services.iter().filter(|one| one.details_hidden).count()
        + case.appointments.iter().filter(|one| one.details_hidden).count();
    if hidden > 0 {
        items.push(tongue.count("file-left-hidden", hidden));
    }
    if case.files > 0 {
        items.push(tongue.count("file-left-files", case.files));
    }
    items.push(tongue.say("file-left-people"));
    items.push(tongue.say("file-left-staff"));
    vec![
        Block::Heading { text: tongue.say("file-left") },
        Block::List { items },
        Block::Text { text: tongue.say("file-end") },
    ]
}
