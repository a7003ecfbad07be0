//! The chain of the audit log, and an intruder with all rights on the database.

use diesel::{connection::SimpleConnection, prelude::*};
use yaninda::{
    audit::{Broken, Checkpoint, Finding, sign_heads, verify_office},
    db::{
        AnyConnection,
        schema::{audit_entries, audit_heads},
    },
    time::Clock,
};
use yaninda_tests::{World, on_both};

/// Entries in the log of Istanbul; answers how many.
async fn logged(world: &World) -> i64 {
    let (case, _) = world.open_case(&world.worker).await;
    for _ in 0..10 {
        world.worker.get(&format!("/cases/{case}")).await.expect(200);
    }
    let Finding::Intact { entries, .. } = found(world) else { panic!("a broken chain") };
    assert!(entries > 10);
    entries
}

fn found(world: &World) -> Finding {
    verify_office(&mut world.connect(), world.istanbul).expect("verified")
}

/// A connection past the triggers.
fn intruder(world: &World) -> AnyConnection {
    let mut conn = world.connect();
    match &mut conn {
        AnyConnection::Sqlite(sqlite) => sqlite
            .batch_execute("DROP TRIGGER audit_entries_no_update; DROP TRIGGER audit_entries_no_delete")
            .expect("dropped"),
        AnyConnection::Pg(pg) => pg.batch_execute("ALTER TABLE audit_entries DISABLE TRIGGER USER").expect("disabled"),
    }
    conn
}

/// Flips one bit of one byte of an entry's binary column.
macro_rules! flip {
    ($world:ident, $conn:ident, $seq:expr, $column:ident) => {{
        let row = audit_entries::table.find(($world.istanbul, $seq));
        let mut bytes: Vec<u8> = row.select(audit_entries::$column).get_result(&mut $conn).expect("the entry");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        diesel::update(row).set(audit_entries::$column.eq(bytes)).execute(&mut $conn).expect("tampered");
    }};
}

on_both! {
    async fn the_database_refuses_to_change_or_delete_an_entry(world: World) {
        logged(&world).await;
        let mut conn = world.connect();
        let entry = audit_entries::table.find((world.istanbul, 3_i64));
        assert!(diesel::update(entry).set(audit_entries::kind.eq("nothing")).execute(&mut conn).is_err());
        assert!(diesel::delete(entry).execute(&mut conn).is_err());
        if let AnyConnection::Pg(pg) = &mut conn {
            assert!(pg.batch_execute("TRUNCATE audit_entries").is_err());
        }
        assert!(matches!(found(&world), Finding::Intact { .. }));
    }
}

on_both! {
    async fn one_flipped_bit_names_its_entry(world: World) {
        let entries = logged(&world).await;
        let mut conn = intruder(&world);
        flip!(world, conn, 7_i64, ids);
        assert_eq!(found(&world), Finding::Altered { seq: 7 });
        flip!(world, conn, 7_i64, ids);
        assert_eq!(found(&world), Finding::Intact { entries, head: head(&world) });
        flip!(world, conn, 5_i64, hash);
        assert_eq!(found(&world), Finding::Altered { seq: 5 });
        flip!(world, conn, 5_i64, hash);
        let entry = audit_entries::table.find((world.istanbul, 4_i64));
        diesel::update(entry).set(audit_entries::at.eq(audit_entries::at + 1)).execute(&mut conn).expect("tampered");
        assert_eq!(found(&world), Finding::Altered { seq: 4 });
        assert!(matches!(verify_office(&mut conn, world.ankara).expect("verified"), Finding::Intact { .. }));
    }
}

fn head(world: &World) -> Vec<u8> {
    audit_heads::table.find(world.istanbul).select(audit_heads::hash).get_result(&mut world.connect()).expect("a head")
}

on_both! {
    async fn a_dropped_entry_is_named(world: World) {
        logged(&world).await;
        let mut conn = intruder(&world);
        diesel::delete(audit_entries::table.find((world.istanbul, 6_i64))).execute(&mut conn).expect("dropped");
        assert_eq!(found(&world), Finding::Missing { seq: 6 });
        diesel::delete(audit_entries::table.find((world.istanbul, 1_i64))).execute(&mut conn).expect("dropped");
        assert_eq!(found(&world), Finding::Missing { seq: 1 });
    }
}

on_both! {
    async fn a_cut_tail_is_named_by_the_head_or_else_by_a_checkpoint(world: World) {
        let entries = logged(&world).await;
        let mut conn = intruder(&world);
        let keys = world.core.keys.signing_keys(&mut conn).expect("keys");
        let marks = sign_heads(&mut conn, &keys, world.clock.now()).expect("signed");
        let mark = marks.into_iter().find(|mark| mark.office == world.istanbul).expect("a mark");
        // As it lies in a file elsewhere.
        let mark: Checkpoint = serde_json::from_str(&serde_json::to_string(&mark).expect("JSON")).expect("a mark");
        assert_eq!((mark.seq, mark.check(&mut conn, &keys).expect("checked")), (entries, None));

        let tail = audit_entries::table
            .filter(audit_entries::office_id.eq(world.istanbul))
            .filter(audit_entries::seq.gt(entries - 3));
        diesel::delete(tail).execute(&mut conn).expect("cut");
        assert_eq!(found(&world), Finding::CutTail { last: entries - 3, head: entries });
        // Who also moves the head back leaves a chain that is whole, but not what the checkpoint saw.
        let last: Vec<u8> = audit_entries::table
            .find((world.istanbul, entries - 3))
            .select(audit_entries::hash)
            .get_result(&mut conn)
            .expect("the last");
        diesel::update(audit_heads::table.find(world.istanbul))
            .set((audit_heads::seq.eq(entries - 3), audit_heads::hash.eq(last)))
            .execute(&mut conn)
            .expect("moved");
        assert!(matches!(found(&world), Finding::Intact { .. }));
        assert_eq!(mark.check(&mut conn, &keys).expect("checked"), Some(Broken::Missing { seq: entries - 2 }));
        // New entries in place of the old do not hide it.
        logged(&world).await;
        assert!(matches!(found(&world), Finding::Intact { .. }));
        assert_eq!(mark.check(&mut conn, &keys).expect("checked"), Some(Broken::Rewritten { seq: entries }));
        let forged = Checkpoint { seq: mark.seq - 3, ..mark };
        assert_eq!(forged.check(&mut conn, &keys).expect("checked"), Some(Broken::NotSigned));
    }
}
