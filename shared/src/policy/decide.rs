//! The decision itself.

use super::{action::Action, role::Role};

text_enum! {
    /// How the caller stands to the case (or, where there is none, to the office).
    Relation {
        /// Its worker.
        Worker = "worker",
        /// It is shared with them.
        Shared = "shared",
        /// In their office, no more; also the relation of actions that are about no case.
        Office = "office",
        /// In another office; such a case is never even loaded.
        Elsewhere = "elsewhere",
    }
}

/// Whether `role` may do `action` to something it stands in `relation` to.
#[must_use]
pub const fn allows(role: Role, action: Action, relation: Relation) -> bool {
    match relation {
        Relation::Elsewhere => false,
        Relation::Worker | Relation::Shared | Relation::Office => match role {
            Role::Caseworker => caseworker(action, relation),
            Role::Supervisor => supervisor(action),
            Role::Manager => manager(action),
            Role::Admin => admin(action),
            Role::Auditor => auditor(action),
        },
    }
}

const fn caseworker(action: Action, relation: Relation) -> bool {
    let mine = matches!(relation, Relation::Worker | Relation::Shared);
    let worker = matches!(relation, Relation::Worker);
    match action {
        Action::CaseList
        | Action::CaseOpen
        | Action::CaseSearch
        | Action::CaseDuplicates
        | Action::TodayRead
        | Action::AgendaRead
        | Action::ChangesRead
        | Action::CatalogueRead
        | Action::ColleaguesRead
        | Action::OfficeRead
        | Action::FundRead
        | Action::ReferralList
        | Action::WorkshopRead
        | Action::OwnAccount => true,
        Action::CaseRead
        | Action::CaseReveal
        | Action::CaseEdit
        | Action::CaseStatusChange
        | Action::CaseCloseRequest
        | Action::ApprovalAsk
        | Action::EntryRead
        | Action::EntryWrite
        | Action::ConsentWrite
        | Action::ContactWrite
        | Action::CommentWrite
        | Action::CommentResolve
        | Action::ReferralRead
        | Action::ReferralWrite => mine,
        // Sharing, restricted entries and the whole file are the worker's, not the second worker's.
        Action::CaseShare | Action::RestrictedRead | Action::CaseFile => worker,
        Action::CaseCloseDecide
        | Action::ApprovalDecide
        | Action::ApprovalList
        | Action::CaseReopen
        | Action::CaseTransfer
        | Action::CaseAssign
        | Action::UserRead
        | Action::UserWrite
        | Action::PasswordConfirm
        | Action::OfficeWrite
        | Action::MilestoneConfirm
        | Action::MilestoneTypeWrite
        | Action::ClockRuleWrite
        | Action::AuditRead
        | Action::MailRead
        | Action::MailWrite
        | Action::ReportRead
        | Action::OverviewRead
        | Action::FundWrite
        | Action::ImportWrite
        | Action::CaseExport
        | Action::ExportRequest
        | Action::ExportDecide
        | Action::ExportTake
        | Action::ReleaseRead
        | Action::ReleaseWrite
        | Action::ReleaseEverywhere
        | Action::UnitWrite
        | Action::WorkshopWrite => false,
    }
}

const fn supervisor(action: Action) -> bool {
    match action {
        Action::CaseList
        | Action::CaseOpen
        | Action::CaseSearch
        | Action::CaseDuplicates
        | Action::CaseRead
        | Action::CaseReveal
        | Action::CaseFile
        | Action::CaseEdit
        | Action::CaseStatusChange
        | Action::CaseCloseRequest
        | Action::CaseCloseDecide
        | Action::CaseReopen
        | Action::CaseTransfer
        | Action::ApprovalAsk
        | Action::ApprovalDecide
        | Action::ApprovalList
        | Action::CaseAssign
        | Action::CaseShare
        | Action::EntryRead
        | Action::EntryWrite
        | Action::RestrictedRead
        | Action::MilestoneConfirm
        | Action::MilestoneTypeWrite
        | Action::ConsentWrite
        | Action::ContactWrite
        | Action::CommentWrite
        | Action::CommentResolve
        | Action::TodayRead
        | Action::AgendaRead
        | Action::ChangesRead
        | Action::CatalogueRead
        | Action::ColleaguesRead
        | Action::PasswordConfirm
        | Action::OfficeRead
        | Action::MailRead
        | Action::MailWrite
        | Action::ReportRead
        | Action::OverviewRead
        | Action::FundRead
        | Action::FundWrite
        | Action::ImportWrite
        | Action::CaseExport
        | Action::ExportRequest
        | Action::ExportDecide
        | Action::ExportTake
        | Action::ReleaseRead
        | Action::ReleaseWrite
        | Action::ReferralList
        | Action::ReferralRead
        | Action::ReferralWrite
        | Action::UnitWrite
        | Action::WorkshopRead
        | Action::WorkshopWrite
        | Action::OwnAccount => true,
        Action::UserRead
        | Action::UserWrite
        | Action::OfficeWrite
        | Action::ClockRuleWrite
        | Action::AuditRead
        | Action::ReleaseEverywhere => false,
    }
}

const fn manager(action: Action) -> bool {
    match action {
        Action::CatalogueRead
        | Action::OfficeRead
        | Action::ReleaseRead
        | Action::ReleaseWrite
        | Action::ReleaseEverywhere
        | Action::OwnAccount => true,
        Action::CaseList
        | Action::CaseOpen
        | Action::CaseSearch
        | Action::CaseDuplicates
        | Action::CaseRead
        | Action::CaseReveal
        | Action::CaseFile
        | Action::CaseEdit
        | Action::CaseStatusChange
        | Action::CaseCloseRequest
        | Action::CaseCloseDecide
        | Action::CaseReopen
        | Action::CaseTransfer
        | Action::ApprovalAsk
        | Action::ApprovalDecide
        | Action::ApprovalList
        | Action::CaseAssign
        | Action::CaseShare
        | Action::EntryRead
        | Action::EntryWrite
        | Action::RestrictedRead
        | Action::MilestoneConfirm
        | Action::MilestoneTypeWrite
        | Action::ClockRuleWrite
        | Action::ConsentWrite
        | Action::ContactWrite
        | Action::CommentWrite
        | Action::CommentResolve
        | Action::TodayRead
        | Action::AgendaRead
        | Action::ChangesRead
        | Action::ColleaguesRead
        | Action::UserRead
        | Action::UserWrite
        | Action::PasswordConfirm
        | Action::OfficeWrite
        | Action::MailRead
        | Action::MailWrite
        | Action::OverviewRead
        | Action::FundRead
        | Action::FundWrite
        | Action::AuditRead
        | Action::ImportWrite
        | Action::CaseExport
        | Action::ExportRequest
        | Action::ExportDecide
        | Action::ExportTake
        // Exact figures: a manager reads what is published.
        | Action::ReportRead
        | Action::ReferralList
        | Action::ReferralRead
        | Action::ReferralWrite
        | Action::UnitWrite
        | Action::WorkshopRead
        | Action::WorkshopWrite => false,
    }
}

const fn admin(action: Action) -> bool {
    match action {
        Action::CatalogueRead
        | Action::ColleaguesRead
        | Action::UserRead
        | Action::UserWrite
        | Action::FundRead
        | Action::FundWrite
        | Action::PasswordConfirm
        | Action::OfficeRead
        | Action::OfficeWrite
        | Action::MilestoneTypeWrite
        | Action::ClockRuleWrite
        | Action::MailRead
        | Action::MailWrite
        | Action::UnitWrite
        | Action::OwnAccount => true,
        Action::CaseList
        | Action::CaseOpen
        | Action::CaseSearch
        | Action::CaseDuplicates
        | Action::CaseRead
        | Action::CaseReveal
        | Action::CaseFile
        | Action::CaseEdit
        | Action::CaseStatusChange
        | Action::CaseCloseRequest
        | Action::CaseCloseDecide
        | Action::CaseReopen
        | Action::CaseTransfer
        | Action::ApprovalAsk
        | Action::ApprovalDecide
        | Action::ApprovalList
        | Action::CaseAssign
        | Action::CaseShare
        | Action::EntryRead
        | Action::EntryWrite
        | Action::RestrictedRead
        | Action::MilestoneConfirm
        | Action::ConsentWrite
        | Action::ContactWrite
        | Action::CommentWrite
        | Action::CommentResolve
        | Action::TodayRead
        | Action::AgendaRead
        | Action::ChangesRead
        | Action::AuditRead
        | Action::ReportRead
        | Action::OverviewRead
        | Action::ImportWrite
        | Action::CaseExport
        | Action::ExportRequest
        | Action::ExportDecide
        | Action::ExportTake
        | Action::ReleaseRead
        | Action::ReleaseWrite
        | Action::ReleaseEverywhere
        | Action::ReferralList
        | Action::ReferralRead
        | Action::ReferralWrite
        | Action::WorkshopRead
        | Action::WorkshopWrite => false,
    }
}

const fn auditor(action: Action) -> bool {
    match action {
        Action::CatalogueRead
        | Action::ColleaguesRead
        | Action::OfficeRead
        | Action::AuditRead
        | Action::OwnAccount => true,
        Action::CaseList
        | Action::CaseOpen
        | Action::CaseSearch
        | Action::CaseDuplicates
        | Action::CaseRead
        | Action::CaseReveal
        | Action::CaseFile
        | Action::CaseEdit
        | Action::CaseStatusChange
        | Action::CaseCloseRequest
        | Action::CaseCloseDecide
        | Action::CaseReopen
        | Action::CaseTransfer
        | Action::ApprovalAsk
        | Action::ApprovalDecide
        | Action::ApprovalList
        | Action::CaseAssign
        | Action::CaseShare
        | Action::EntryRead
        | Action::EntryWrite
        | Action::RestrictedRead
        | Action::MilestoneConfirm
        | Action::MilestoneTypeWrite
        | Action::ClockRuleWrite
        | Action::ConsentWrite
        | Action::ContactWrite
        | Action::CommentWrite
        | Action::CommentResolve
        | Action::TodayRead
        | Action::AgendaRead
        | Action::ChangesRead
        | Action::UserRead
        | Action::UserWrite
        | Action::PasswordConfirm
        | Action::OfficeWrite
        | Action::MailRead
        | Action::MailWrite
        | Action::ReportRead
        | Action::OverviewRead
        | Action::FundRead
        | Action::FundWrite
        | Action::ImportWrite
        | Action::CaseExport
        | Action::ExportRequest
        | Action::ExportDecide
        | Action::ExportTake
        | Action::ReleaseRead
        | Action::ReleaseWrite
        | Action::ReleaseEverywhere
        | Action::ReferralList
        | Action::ReferralRead
        | Action::ReferralWrite
        | Action::UnitWrite
        | Action::WorkshopRead
        | Action::WorkshopWrite => false,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    fn table() -> String {
        let mut text = String::from(
            "# Who may do what. Written by the test `the_role_table_is_the_policy`; review every change of it.\n\
             # yes = always; worker, shared = only on cases they stand to in this way; - = never.\n",
        );
        let _ = write!(text, "{:<22}", "action");
        for role in Role::ALL {
            let _ = write!(text, "{:<16}", role.as_str());
        }
        text.push('\n');
        for action in Action::ALL {
            let _ = write!(text, "{:<22}", action.as_str());
            for role in Role::ALL {
                let granted: Vec<&str> =
                    Relation::ALL.iter().filter(|r| allows(*role, *action, **r)).map(|r| r.as_str()).collect();
                let cell = match granted.as_slice() {
                    [] => "-".to_owned(),
                    ["worker", "shared", "office"] => "yes".to_owned(),
                    some => some.join("+"),
                };
                let _ = write!(text, "{cell:<16}");
            }
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
        text
    }

    #[test]
    fn the_role_table_is_the_policy() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/role_table.txt");
        let want = table();
        let have = std::fs::read_to_string(path).unwrap_or_default();
        if have != want && std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(path, &want).expect("the golden file can be written");
            return;
        }
        assert_eq!(have, want, "the policy changed: review it and run with UPDATE_GOLDEN=1");
    }

    #[test]
    fn nobody_reaches_another_office() {
        for role in Role::ALL {
            for action in Action::ALL {
                assert!(!allows(*role, *action, Relation::Elsewhere));
            }
        }
    }

    #[test]
    fn only_caseworkers_and_supervisors_see_cases() {
        for role in [Role::Manager, Role::Admin, Role::Auditor] {
            for action in Action::ALL.iter().filter(|a| a.about_case()) {
                assert!(!allows(role, *action, Relation::Worker), "{role} {action}");
            }
        }
    }
}
