//! What must hold on bad days: processes killed, networks that fail. Slow.

mod imports;
mod outbox;
