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
        /// Put everything about the person on paper, for themselves.
        CaseFile = "case_file",
        CaseEdit = "case_edit",
        CaseStatusChange = "case_status_change",
        CaseCloseRequest = "case_close_request",
        CaseCloseDecide = "case_close_decide",
        CaseReopen = "case_reopen",
        CaseTransfer = "case_transfer",
        ApprovalAsk = "approval_ask",
        ApprovalDecide = "approval_decide",
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
        ApprovalList = "approval_list",
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
        ClockRuleWrite = "clock_rule_write",
        ReferralList = "referral_list",
        ReferralRead = "referral_read",
        ReferralWrite = "referral_write",
        UnitWrite = "unit_write",
        WorkshopRead = "workshop_read",
        WorkshopWrite = "workshop_write",
        AuditRead = "audit_read",
        MailRead = "mail_read",
        MailWrite = "mail_write",
        ReportRead = "report_read",
        OverviewRead = "overview_read",
        /// Which funds there are, to name one with a service.
        FundRead = "fund_read",
        FundWrite = "fund_write",
        ImportWrite = "import_write",
        CaseExport = "case_export",
        ExportRequest = "export_request",
        ExportDecide = "export_decide",
        ExportTake = "export_take",
        ReleaseRead = "release_read",
        ReleaseWrite = "release_write",
        /// Releases of every office, and of all offices together.
        ReleaseEverywhere = "release_everywhere",
        /// Figures of the office in which nothing is hidden.
        OwnAccount = "own_account",
    }
}

impl Action {
    /// Whether the decision depends on how the caller stands to one case or referral.
    #[must_use]
    pub const fn about_case(self) -> bool {
        match self {
            Self::CaseRead
            | Self::CaseReveal
            | Self::CaseFile
            | Self::CaseEdit
            | Self::CaseStatusChange
            | Self::CaseCloseRequest
            | Self::CaseCloseDecide
            | Self::CaseReopen
            | Self::CaseTransfer
            | Self::ApprovalAsk
            | Self::ApprovalDecide
            | Self::CaseAssign
            | Self::CaseShare
            | Self::EntryRead
            | Self::EntryWrite
            | Self::RestrictedRead
            | Self::MilestoneConfirm
            | Self::ConsentWrite
            | Self::ContactWrite
            | Self::CommentWrite
            | Self::CommentResolve
            | Self::ReferralRead
            | Self::ReferralWrite => true,
            Self::CaseList
            | Self::CaseOpen
            | Self::CaseSearch
            | Self::CaseDuplicates
            | Self::ApprovalList
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
            | Self::ClockRuleWrite
            | Self::ReferralList
            | Self::UnitWrite
            | Self::WorkshopRead
            | Self::WorkshopWrite
            | Self::AuditRead
            | Self::MailRead
            | Self::MailWrite
            | Self::ReportRead
            | Self::OverviewRead
            | Self::FundRead
            | Self::FundWrite
            | Self::ImportWrite
            | Self::CaseExport
            | Self::ExportRequest
            | Self::ExportDecide
            | Self::ExportTake
            | Self::ReleaseRead
            | Self::ReleaseWrite
            | Self::ReleaseEverywhere
            | Self::OwnAccount => false,
        }
    }
}
