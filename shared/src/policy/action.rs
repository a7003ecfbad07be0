//! Everything a signed-in person can ask for.

text_enum! {
    /// An action of the API.
    Action {
        CaseList = "case_list",
        CaseOpen = "case_open",
        CaseSearch = "case_search",
        CaseDuplicates = "case_duplicates",
        CaseRead = "case_read",
        CaseReveal = "case_reveal",
        CaseEdit = "case_edit",
        CaseStatusChange = "case_status_change",
        CaseCloseRequest = "case_close_request",
        CaseCloseDecide = "case_close_decide",
        CaseReopen = "case_reopen",
        CaseTransfer = "case_transfer",
        CaseAssign = "case_assign",
        CaseShare = "case_share",
        EntryRead = "entry_read",
        EntryWrite = "entry_write",
        RestrictedRead = "restricted_read",
        MilestoneConfirm = "milestone_confirm",
        ConsentWrite = "consent_write",
        ContactWrite = "contact_write",
        CommentWrite = "comment_write",
        CommentResolve = "comment_resolve",
        TodayRead = "today_read",
        AgendaRead = "agenda_read",
        ChangesRead = "changes_read",
        CatalogueRead = "catalogue_read",
        ColleaguesRead = "colleagues_read",
        UserRead = "user_read",
        UserWrite = "user_write",
        PasswordConfirm = "password_confirm",
        OfficeRead = "office_read",
        OfficeWrite = "office_write",
        MilestoneTypeWrite = "milestone_type_write",
        AuditRead = "audit_read",
        MailRead = "mail_read",
        MailWrite = "mail_write",
        ReportRead = "report_read",
        OwnAccount = "own_account",
    }
}

impl Action {
    /// Whether the decision depends on how the caller stands to one case.
    #[must_use]
    pub const fn about_case(self) -> bool {
        match self {
            Self::CaseRead
            | Self::CaseReveal
            | Self::CaseEdit
            | Self::CaseStatusChange
            | Self::CaseCloseRequest
            | Self::CaseCloseDecide
            | Self::CaseReopen
            | Self::CaseTransfer
            | Self::CaseAssign
            | Self::CaseShare
            | Self::EntryRead
            | Self::EntryWrite
            | Self::RestrictedRead
            | Self::MilestoneConfirm
            | Self::ConsentWrite
            | Self::ContactWrite
            | Self::CommentWrite
            | Self::CommentResolve => true,
            Self::CaseList
            | Self::CaseOpen
            | Self::CaseSearch
            | Self::CaseDuplicates
            | Self::TodayRead
            | Self::AgendaRead
            | Self::ChangesRead
            | Self::CatalogueRead
            | Self::ColleaguesRead
            | Self::UserRead
            | Self::UserWrite
            | Self::PasswordConfirm
            | Self::OfficeRead
            | Self::OfficeWrite
            | Self::MilestoneTypeWrite
            | Self::AuditRead
            | Self::MailRead
            | Self::MailWrite
            | Self::ReportRead
            | Self::OwnAccount => false,
        }
    }
}
