//! PDF files, typeset by typst in this process: what is to be printed comes as plain data, never as markup.
//!
//! Whoever needs a paper builds a [`Paper`] of blocks and gives it to the [`Press`]. There is one template, `paper.typ`.

mod clean;
mod desk;
mod fonts;
mod letters;
mod paper;
mod press;
mod typeset;

pub use paper::{Block, Fact, Paper, Row, Table};
pub use press::{Place, Press};
