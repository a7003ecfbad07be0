//! One marker type an action, so that the right to act stands in a handler's signature.

use yaninda_shared::policy::Action;

/// A marker for one action.
pub trait Act: Send + Sync + 'static {
    /// The action.
    const ACTION: Action;
}

macro_rules! actions {
    ($($name:ident),+ $(,)?) => { $(
        #[doc = concat!("Marker of `Action::", stringify!($name), "`.")]
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
        impl Act for $name { const ACTION: Action = Action::$name; }
    )+ };
}

actions! {
    CaseList, CaseOpen, CaseSearch, CaseDuplicates, CaseRead, CaseReveal, CaseFile, CaseEdit, CaseStatusChange, CaseCloseRequest,
    CaseCloseDecide, CaseReopen, CaseTransfer, CaseAssign, CaseShare, EntryRead, EntryWrite, ConsentWrite, ContactWrite,
    MilestoneConfirm, MilestoneTypeWrite, ClockRuleWrite,
    ApprovalAsk, ApprovalDecide, ApprovalList,
    CommentWrite, CommentResolve, TodayRead, AgendaRead, ChangesRead, CatalogueRead, ColleaguesRead, UserRead, UserWrite,
    PasswordConfirm, OfficeRead,
    OfficeWrite, AuditRead, MailRead, MailWrite, ReportRead, ReleaseRead, ReleaseWrite, CaseExport, ExportRequest, ExportDecide, ExportTake, ImportWrite, OverviewRead, FundRead, FundWrite, OwnAccount, ReferralList, ReferralRead, ReferralWrite, UnitWrite, WorkshopRead, WorkshopWrite,
}
