//! Whether an operator's own mail arrives.

use yaninda_tests::{World, on_both, peer::Peer, process::Process};

on_both! {
    async fn an_operator_sends_themselves_a_mail_that_tells_nothing_or_hears_what_to_look_at(world: World) {
        let try_out = |settings: &str, to: &str| Process::over(&world.database, settings).feed(&["mail", "test", "--to", to], b"");
        let peer = Peer::start(&[]);
        let settings = peer.configuration();
        let (code, said) = try_out(&settings, "ops@org.example");
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("from info@randevu.example"), "{said}");
        let taken = peer.taken();
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0].to, "ops@org.example");
        assert!(taken[0].mail.contains("000000") && !taken[0].mail.contains("cases.org"), "{}", taken[0].mail);
        drop(peer);
        let wrong = |said: (Option<i32>, String), code: i32, why: &str| {
            assert!(said.0 == Some(code) && said.1.contains(why), "{why}: {said:?}");
        };
        wrong(try_out(&settings, "ops@org.example"), 1, "cannot be reached");
        wrong(try_out("", "ops@org.example"), 1, "survivor_origin");
        wrong(try_out(&settings, "nobody"), 2, "--to");
        wrong(try_out(&Peer::start(&[]).configuration(), "rcpt550-ops@org.example"), 1, "refuses the mail");
    }
}
