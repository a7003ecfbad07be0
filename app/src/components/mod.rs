//! Controls and pieces every screen is made of. One component a file, its CSS beside it with the same class prefix.
//!
//! Components get typed props and never fetch. Texts come in already translated. Every input stands in a [`Field`]
//! (label, hint, error, ARIA). No inline styles: the content security policy refuses them.

mod button;
mod chips;
mod date_field;
mod dialog;
mod empty;
mod explained;
mod field;
mod focus;
mod form;
mod hold_to_reveal;
mod icon;
mod kept;
mod loaded;
mod money_field;
mod nav;
mod note;
mod page_bar;
mod password_field;
mod qr;
mod risk;
mod row;
mod safety;
mod segmented;
mod select;
mod sheet;
mod skeleton;
mod sync_pill;
mod tabs;
mod tag;
mod text_field;
pub mod toast;
pub mod unsaved;

pub use button::{Button, EditButton, IconButton, Kind, LinkButton};
pub use chips::{ChipChecks, ChipRadios, ChipToggle};
pub use date_field::DateField;
pub use dialog::Dialog;
pub use empty::Empty;
pub use explained::Explained;
pub use field::{Field, FieldAria, FieldGroup, error_of};
pub use focus::{focus_first, focus_refused, focus_when_refused};
pub use form::{PrivateForm, Refused, SaveBar, typed};
pub use hold_to_reveal::HoldToReveal;
pub use icon::{Icon, Size};
pub use kept::{hold, nothing as keep_nothing, only_of as keep_only_of};
pub use loaded::{FailureNote, Loaded, LoadedList};
pub use money_field::{MoneyField, parse_money};
pub use nav::{Nav, log_address};
pub use note::{Note, Tone};
pub use page_bar::PageBar;
pub use password_field::PasswordField;
pub use qr::Qr;
pub use risk::RiskMark;
pub use row::{Row, Rows, Section};
pub use segmented::Segmented;
pub use select::{SelectField, enum_options};
pub use sheet::Sheet;
pub use skeleton::Skeleton;
pub use sync_pill::SyncPill;
pub use tabs::{Tab, Tabs};
pub use tag::{DocumentTag, ServiceTag, Tag};
pub use text_field::{Input, TextArea, TextField};
pub use toast::Toaster;
