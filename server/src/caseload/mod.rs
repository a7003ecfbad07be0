//! All open cases of one worker, and handing them to others in one unit of work.

mod load;
pub mod read;
pub mod reassign;
