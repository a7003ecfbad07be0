//! Signing keys: the present one, the one before while its tokens live, and no older one.

use yaninda::{seal::SystemKey, time::Clock};
use yaninda_tests::{World, on_both};

use crate::tokens::Forge;

/// Makes a new signing key, as another server or the command line does. Newest first.
fn rotate(world: &World) -> Vec<SystemKey> {
    world.clock.advance(1);
    let mut conn = world.connect();
    world.core.keys.rotate_signing_key(&mut conn, world.clock.now()).expect("rotated");
    world.core.keys.signing_keys(&mut conn).expect("keys")
}

on_both! {
    async fn tokens_of_the_key_before_live_their_ten_minutes_and_no_longer(world: World) {
        let first = Forge::new(&world);
        world.clock.advance(60);
        rotate(&world);
        world.core.reload_signing_keys().await.expect("read");
        // Made before the change: good for as long as it says.
        world.worker.get("/me").await.expect(200);
        world.clock.advance(538);
        world.worker.get("/me").await.expect(200);
        // Made after it by whoever has the old key: good until the last honest one is over.
        world.worker.with_token(&first.fresh(&world)).get("/me").await.expect(200);
        world.clock.advance(62);
        world.worker.with_token(&first.fresh(&world)).get("/me").await.expect_problem(401, "not_signed_in");
        let now = Forge::new(&world);
        world.worker.with_token(&now.fresh(&world)).get("/me").await.expect(200);
    }
}

on_both! {
    async fn an_older_key_than_the_one_before_is_refused_at_once(world: World) {
        let first = Forge::new(&world);
        assert_eq!(rotate(&world).len(), 2);
        let second = Forge::new(&world);
        assert_eq!(rotate(&world).len(), 3);
        let third = Forge::new(&world);
        world.core.reload_signing_keys().await.expect("read");
        world.worker.with_token(&first.fresh(&world)).get("/me").await.expect_problem(401, "not_signed_in");
        for known in [second, third] {
            world.worker.with_token(&known.fresh(&world)).get("/me").await.expect(200);
        }
    }
}

on_both! {
    async fn a_key_that_another_server_made_is_looked_for_once_in_a_while(world: World) {
        rotate(&world);
        let second = Forge::new(&world);
        // Unknown here until a token of it comes.
        world.worker.with_token(&second.fresh(&world)).get("/me").await.expect(200);
        rotate(&world);
        let third = Forge::new(&world);
        // Made-up keys do not make the server look again and again; a while later it looks.
        world.worker.with_token(&third.fresh(&world)).get("/me").await.expect_problem(401, "not_signed_in");
        world.clock.advance(5);
        world.worker.with_token(&third.fresh(&world)).get("/me").await.expect(200);
    }
}

on_both! {
    async fn what_is_signed_from_now_on_is_signed_with_the_new_key(world: World) {
        use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
        let newest = rotate(&world)[0].id.to_string();
        world.core.reload_signing_keys().await.expect("read");
        let now = world.clock.now();
        let device = world.worker.device.expect("a device");
        let (token, _) = world.core.tokens.make(world.worker.id(), device, world.istanbul, now).expect("a token");
        let header = URL_SAFE_NO_PAD.decode(token.split('.').next().expect("a header")).expect("base64");
        assert!(String::from_utf8_lossy(&header).contains(&newest));
    }
}

on_both! {
    async fn no_office_is_made_under_a_root_key_that_was_changed(world: World) {
        use diesel::prelude::*;
        use yaninda::{db::schema::office_keys, random::SystemRandom, seal::{Keyring, RootKey}};
        let (mut conn, now) = (world.connect(), world.clock.now());
        let next = RootKey::new([8; 32]);
        world.core.keys.rewrap(&mut conn, &next).expect("changed");
        // The server that runs still holds the former one.
        assert!(yaninda::offices::create(&mut conn, &world.core.keys, now, "IZM", "Izmir").is_err());
        assert!(world.core.keys.rotate_signing_key(&mut conn, now).is_err());
        assert!(world.core.keys.rewrap(&mut conn, &RootKey::new([9; 32])).is_err());
        let keys = Keyring::open(&mut conn, next.clone(), std::sync::Arc::new(SystemRandom), now).expect("opens");
        let bursa = yaninda::offices::create(&mut conn, &keys, now, "BRS", "Bursa").expect("an office");
        let under: Vec<String> = office_keys::table
            .filter(office_keys::office_id.eq_any([world.istanbul, world.ankara, bursa]))
            .select(office_keys::root_key)
            .load(&mut conn)
            .expect("keys");
        assert_eq!(under, vec![next.id(); 3]);
    }
}
