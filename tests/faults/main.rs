//! What must hold on bad days: processes killed, networks that fail. Slow, and each takes the whole machine.

mod imports;
mod outbox;
