//! The roles of staff.

text_enum! {
    /// A role; `role_table.txt` shows what each may do.
    Role { Caseworker = "caseworker", Supervisor = "supervisor", Manager = "manager", Admin = "admin", Auditor = "auditor" }
}

impl Role {
    /// Whether this role must sign in with a second factor.
    #[must_use]
    pub const fn needs_totp(self) -> bool {
        matches!(self, Self::Supervisor | Self::Admin | Self::Auditor)
    }

    /// Whether giving this role needs a second administrator.
    #[must_use]
    pub const fn needs_second_person(self) -> bool {
        matches!(self, Self::Supervisor | Self::Admin | Self::Auditor)
    }
}
