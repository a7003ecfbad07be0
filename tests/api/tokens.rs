//! Access tokens that were not made for this: each is 401.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{SigningKey, pkcs8::EncodePrivateKey};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use yaninda::time::Clock;
use yaninda_tests::{World, on_both};

/// Makes tokens with the key that signs now, as whoever stole it could.
pub struct Forge {
    kid: String,
    secret: [u8; 32],
    claims: Value,
}

impl Forge {
    pub fn new(world: &World) -> Self {
        let keys = world.core.keys.signing_keys(&mut world.connect()).unwrap();
        let now = world.clock.now().seconds();
        let claims = json!({
            "iss": world.core.settings.origin, "aud": "yaninda-api", "sub": world.worker.id(), "dev": world.worker.device,
            "off": world.istanbul, "iat": now, "nbf": now, "exp": now + 600,
        });
        Self { kid: keys[0].id.to_string(), secret: *keys[0].secret, claims }
    }

    fn header(&self) -> Header {
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(self.kid.clone());
        header.typ = Some("at+jwt".into());
        header
    }

    fn sign(&self, header: &Header, claims: &Value) -> String {
        let der = SigningKey::from_bytes(&self.secret).to_pkcs8_der().unwrap();
        encode(header, claims, &EncodingKey::from_ed_der(der.as_bytes())).unwrap()
    }

    /// A token for the worker, made now.
    pub fn fresh(&self, world: &World) -> String {
        let now = world.clock.now().seconds();
        let mut claims = self.claims.clone();
        for (field, at) in [("iat", now), ("nbf", now), ("exp", now + 600)] {
            claims[field] = at.into();
        }
        self.sign(&self.header(), &claims)
    }

    fn with(&self, field: &str, value: Value) -> String {
        let mut claims = self.claims.clone();
        claims[field] = value;
        self.sign(&self.header(), &claims)
    }
}

on_both! {
    async fn a_token_that_is_not_ours_or_not_now_is_refused(world: World) {
        let forge = Forge::new(&world);
        let now = world.clock.now().seconds();
        let good = forge.sign(&forge.header(), &forge.claims);
        world.worker.with_token(&good).get("/me").await.expect(200);

        // Of a server whose clock is a little ahead.
        world.worker.with_token(&forge.with("nbf", (now + 5).into())).get("/me").await.expect(200);

        let mut wrong_typ = forge.header();
        wrong_typ.typ = Some("JWT".into());
        let mut unknown_kid = forge.header();
        unknown_kid.kid = Some(uuid::Uuid::now_v7().to_string());
        let mut no_kid = forge.header();
        no_kid.kid = None;
        let other_key = Forge { secret: [9; 32], ..Forge::new(&world) };
        let mut hs256 = forge.header();
        hs256.alg = Algorithm::HS256;
        let public = SigningKey::from_bytes(&forge.secret).verifying_key();
        let confused = encode(&hs256, &forge.claims, &EncodingKey::from_secret(public.as_bytes())).unwrap();
        let none = format!(
            "{}.{}.",
            URL_SAFE_NO_PAD.encode(json!({ "alg": "none", "typ": "at+jwt", "kid": forge.kid }).to_string()),
            URL_SAFE_NO_PAD.encode(forge.claims.to_string()),
        );
        for (why, token) in [
            ("another key", other_key.sign(&other_key.header(), &forge.claims)),
            ("HS256 with the public key", confused),
            ("alg none", none),
            ("typ", forge.sign(&wrong_typ, &forge.claims)),
            ("unknown kid", forge.sign(&unknown_kid, &forge.claims)),
            ("no kid", forge.sign(&no_kid, &forge.claims)),
            ("audience", forge.with("aud", "another".into())),
            ("issuer", forge.with("iss", "https://elsewhere.example".into())),
            ("expired", forge.with("exp", now.into())),
            ("not yet", forge.with("nbf", (now + 6).into())),
            ("too long a life", forge.with("exp", (now + 601).into())),
            ("nonsense", "a.b.c".into()),
        ] {
            let answered = world.worker.with_token(&token).get("/me").await;
            assert_eq!(answered.status.as_u16(), 401, "{why}");
        }
    }
}

on_both! {
    async fn a_token_for_another_office_or_device_is_refused(world: World) {
        let forge = Forge::new(&world);
        for token in [
            forge.with("off", json!(world.ankara)),
            forge.with("dev", json!(world.colleague.device)),
            forge.with("sub", json!(world.colleague.id())),
        ] {
            world.worker.with_token(&token).get("/me").await.expect_problem(401, "session_ended");
        }
    }
}
